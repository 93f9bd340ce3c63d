import { z } from 'zod';
import { ConfigOperation } from '../config/edit/operation';
import { ServerAction } from '../../../shared/model/readiness';
import { ConfigEdit } from '../../../shared/model/settings';
import { SectionPart, SiteFileChange, SiteFilePlace } from '../../../shared/model/site-files';
import { JournalChange, JournalEntry } from '../../../shared/model/changes';

/** Version of a journal's line. */
export const LINE_VERSION = 1;

/** An edit that was made, and the one that puts back what stood there before. */
export const EditPair = z.object({ made: ConfigEdit, back: ConfigEdit });
export type EditPair = z.infer<typeof EditPair>;

/** Which file of an application an entry is about; `folder` is the physicalPath as it was configured then. */
export const EntryFile = z.object({
  place: SiteFilePlace,
  folder: z.string(),
  recipe: SiteFileChange.shape.recipe,
  /** What was merged into it, so that each section can be taken back by itself. */
  sections: z.array(SectionPart).max(100).optional(),
});
export type EntryFile = z.infer<typeof EntryFile>;

/** What is written ahead, before anything of the server is touched. */
export const Begun = z.object({
  id: z.string(),
  by: z.string(),
  serverId: z.string(),
  server: z.string(),
  kind: z.enum(['config', 'file', 'action']),
  /** The file that is replaced; for an action the server's configuration. */
  file: z.string(),
  backup: z.string().nullable(),
  /** "" where there was no file. */
  hashBefore: z.string(),
  /** What the file will have when it is written; null where nobody knows beforehand (an action; IIS writes it). */
  hashPlanned: z.string().nullable(),
  changes: z.array(JournalChange),
  /** What is being done, in one sentence. */
  sentence: z.string(),
  undoable: z.boolean(),
  /** What puts the old values back, where IIS itself writes the file. */
  inverse: z.array(ConfigOperation).optional(),
  /** One for each of `changes`, so that each can be taken back by itself. */
  edits: z.array(EditPair).optional(),
  /** Set where the file is one of an application's folder. */
  siteFile: EntryFile.optional(),
  /** What is done at run time, where it is no edit. */
  action: ServerAction.optional(),
  /** The entry that this one takes back. */
  undoes: z.string().optional(),
  /** Shared by all entries of one apply, which Undo takes back as one; older journals have none. */
  group: z.string().optional(),
  /** Pending changes that are done with it. */
  pendingIds: z.array(z.string()),
  appVersion: z.string(),
});
export type Begun = z.infer<typeof Begun>;

const line = { version: z.literal(LINE_VERSION), at: z.string() };
export const JournalEvent = z.discriminatedUnion('event', [
  z.object({ ...line, event: z.literal('begun'), entry: Begun }),
  /** Something of it has happened, for good. */
  z.object({ ...line, event: z.literal('step'), id: z.string(), step: z.string() }),
  z.object({
    ...line,
    event: z.literal('ended'),
    id: z.string(),
    result: z.enum(['applied', 'different', 'failed', 'not applied']),
    hashAfter: z.string().nullable(),
    sentence: z.string(),
  }),
]);
export type JournalEvent = z.infer<typeof JournalEvent>;

/** An entry as it stands after all its events, with what only the engine needs to know. */
export interface KnownEntry extends Omit<z.infer<typeof JournalEntry>, 'undoable' | 'elsewhere' | 'group'> {
  kind: Begun['kind'];
  hashPlanned: string | null;
  /** Whether it could be undone at all; whether it can be now depends on the file. */
  canUndo: boolean;
  undoes: string | undefined;
  group: string | undefined;
  action: ServerAction | undefined;
  inverse: ConfigOperation[] | undefined;
  edits: EditPair[] | undefined;
  siteFile: EntryFile | undefined;
  pendingIds: string[];
  /** Found on the server: another computer, or another account, applied it. */
  elsewhere?: boolean;
}

export interface JournalText {
  /** Oldest first. */
  entries: KnownEntry[];
  /** A line of a newer version was met: nothing may be appended. */
  newer: boolean;
  /** Lines that are no sound event; a line torn by a crash is one. */
  damaged: number;
}

/** Folds a journal's text. Never throws: whatever can't be read is counted. */
export function readJournal(text: string): JournalText {
  const entries = new Map<string, KnownEntry>();
  let newer = false;
  let damaged = 0;
  for (const each of text.split('\n')) {
    if (each === '') continue;
    const event = readLine(each);
    if (event === 'newer') newer = true;
    else if (event === null || !take(entries, event)) damaged += 1;
  }
  return { entries: [...entries.values()], newer, damaged };
}

function readLine(text: string): JournalEvent | 'newer' | null {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return null;
  }
  const known = JournalEvent.safeParse(data);
  if (known.success) return known.data;
  const version = z.object({ version: z.number() }).safeParse(data);
  return version.success && version.data.version > LINE_VERSION ? 'newer' : null;
}

function take(entries: Map<string, KnownEntry>, event: JournalEvent): boolean {
  if (event.event === 'begun') {
    const { undoable, undoes, group, action, inverse, edits, siteFile, ...begun } = event.entry;
    entries.set(begun.id, {
      ...begun,
      at: event.at,
      hashAfter: null,
      result: 'open',
      steps: [],
      canUndo: undoable,
      undoes,
      group,
      action,
      inverse,
      edits,
      siteFile,
    });
    return true;
  }
  const entry = entries.get(event.id);
  if (!entry) return false;
  if (event.event === 'step') {
    entry.steps.push(event.step);
    return true;
  }
  Object.assign(entry, { result: event.result, hashAfter: event.hashAfter, sentence: event.sentence });
  const undone =
    event.result === 'applied' && entry.undoes !== undefined ? entries.get(entry.undoes) : undefined;
  if (undone) Object.assign(undone, { result: 'undone', sentence: `${undone.sentence} ${event.sentence}` });
  return true;
}
