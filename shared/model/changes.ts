import { z } from 'zod';
import { ErrorData, Where } from './common';
import { ChangeRequest } from './readiness';

export const PendingChange = z.object({
  id: z.string(),
  request: ChangeRequest,
  /** "ChatPool: managedPipelineMode Classic → Integrated". */
  sentence: z.string(),
  object: z.string(),
  setting: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
  weight: z.enum(['blocks', 'advice', 'edit']),
  undoable: z.boolean(),
  /** Set when somebody else has changed it since it was added: the value it had then; `old` is today's. */
  was: z.string().optional(),
  /** Set when it can't be applied as it is now (the object is gone, the value is out of range). */
  problem: z.string().optional(),
});
export type PendingChange = z.infer<typeof PendingChange>;

export const DiffLine = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  /** Line number in the old file for same and removed, in the new one for added; from 1. */
  line: z.number().int(),
  text: z.string(),
});
export const DiffHunk = z.object({
  oldStart: z.number().int(),
  newStart: z.number().int(),
  lines: z.array(DiffLine),
});
export const FileDiff = z.object({
  file: z.string(),
  hunks: z.array(DiffHunk),
  added: z.number().int(),
  removed: z.number().int(),
});
export type FileDiff = z.infer<typeof FileDiff>;

export const ChangePlan = z.object({
  /** Of the pending list. */
  revision: z.number().int(),
  /** What apply must be given back: binds what is applied to what was previewed (files' hashes and the changes). */
  planHash: z.string(),
  changes: z.array(PendingChange),
  diffs: z.array(FileDiff),
  /** Sentences: what recycles, what restarts, how many sockets are cut. */
  impact: z.array(z.string()),
  /** Why Apply is off, or absent. */
  refusal: ErrorData.optional(),
});
export type ChangePlan = z.infer<typeof ChangePlan>;

export const ApplyStep = z.object({
  title: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  detail: z.string().optional(),
});
export type ApplyStep = z.infer<typeof ApplyStep>;

export const JournalChange = z.object({
  sentence: z.string(),
  object: z.string(),
  setting: z.string(),
  old: z.string().nullable(),
  new: z.string().nullable(),
});

export const JournalEntry = z.object({
  id: z.string(),
  at: z.string(),
  by: z.string(),
  serverId: z.string(),
  server: z.string(),
  file: z.string(),
  backup: z.string().nullable(),
  hashBefore: z.string(),
  hashAfter: z.string().nullable(),
  changes: z.array(JournalChange),
  /**
   * `open` was begun and not ended: the next start looks at the file and settles it. `different` was written, but
   * reads back otherwise.
   */
  result: z.enum(['open', 'applied', 'different', 'failed', 'undone', 'not applied']),
  /** What is known to have happened, in order: "written", "read back". */
  steps: z.array(z.string()),
  sentence: z.string(),
  /** Whether Undo can be offered; what it would put back, `changes.undoPlan` says. */
  undoable: z.boolean(),
  appVersion: z.string(),
  /** Applied from another computer or account; found in the copy of the journal that lies on the server. */
  elsewhere: z.boolean().optional(),
  /** Shared by the entries of one apply: undoing one of them takes all of them back. */
  group: z.string().optional(),
});
export type JournalEntry = z.infer<typeof JournalEntry>;

/** What Undo would do to one entry of the journal: a file, or the configuration. */
export const UndoPart = z.object({
  entryId: z.string(),
  file: z.string(),
  /**
   * `bytes`: nobody wrote the file since, so it gets its very bytes from before. `values`: the same, but IIS itself
   * writes the file, so all old values come back. `rest`: somebody did, so only what nobody changed goes back. `none`:
   * all of it is left alone, for the reason in `kept`.
   */
  how: z.enum(['bytes', 'values', 'rest', 'none']),
  /** What is put back, from today's value to the old one. */
  back: z.array(JournalChange),
  /** What is left alone, because it is not as the entry left it, or can't be taken back from here. */
  kept: z.array(z.object({ change: JournalChange, now: z.string().nullable(), why: z.string() })),
});
export type UndoPart = z.infer<typeof UndoPart>;

/** What Undo would do to the server as it is now: all that was applied together, the last first. */
export const UndoPlan = z.object({
  parts: z.array(UndoPart),
  impact: z.array(z.string()),
  /** Of the parts and the files that this was worked out for, to be given to `changes.undo`. */
  hash: z.string(),
});
export type UndoPlan = z.infer<typeof UndoPlan>;

/** What putting back a whole backup would do to the server as it is now. */
export const RestorePlan = z.object({
  diffs: z.array(FileDiff),
  /** Sentences of the changes in force that it takes away with it. */
  loses: z.array(z.string()),
  /** What putting it back does at run time, whoever wrote what it takes away. */
  impact: z.array(z.string()),
  /** Somebody else wrote the file since; that goes, too. */
  outside: z.boolean(),
  hash: z.string(),
});
export type RestorePlan = z.infer<typeof RestorePlan>;

export const ApplyResult = z.object({
  applied: z.boolean(),
  sentence: z.string(),
  steps: z.array(ApplyStep),
  entry: JournalEntry.nullable(),
  backup: Where.optional(),
  /** What stopped it after something was begun; before that the job fails instead. */
  error: ErrorData.optional(),
});
export type ApplyResult = z.infer<typeof ApplyResult>;
