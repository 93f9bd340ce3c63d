import { z } from 'zod';
import { ConnectRequest } from './connect';
import { SendRequest } from './tester';

/** How a session is taken along: `session` can be opened here again, the others are for other tools. */
export const ExportFormat = z.enum(['session', 'har', 'jsonl', 'csv']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** How far an export or an opening is. */
export const KeepProgress = z.object({ frames: z.number().int(), of: z.number().int().nullable() });
export type KeepProgress = z.infer<typeof KeepProgress>;

export const ExportDone = z.object({
  path: z.string(),
  frames: z.number().int(),
  bytes: z.number(),
  /** Frames that the log had dropped before. */
  dropped: z.number().int(),
});
export type ExportDone = z.infer<typeof ExportDone>;

export const OpenedSession = z.object({
  sessionId: z.string(),
  frames: z.number().int(),
  /** When the session was, ISO 8601, UTC. */
  startedAt: z.string(),
  /** Without what was masked in the file. */
  request: ConnectRequest,
});
export type OpenedSession = z.infer<typeof OpenedSession>;

/** The same socket as a command for another tool. */
export const CommandTool = z.enum(['wscat', 'websocat', 'powershell']);
export type CommandTool = z.infer<typeof CommandTool>;

export const ToolCommand = z.object({
  text: z.string(),
  /** What of the request the tool has no word for, or what is masked; a sentence each. */
  notes: z.array(z.string()),
});
export type ToolCommand = z.infer<typeof ToolCommand>;

/** A request and what to say: what is kept in a collection, and what an import finds. */
export const KeptRequest = z.object({
  name: z.string().min(1).max(200),
  connect: ConnectRequest,
  messages: z.array(SendRequest).max(2000),
});
export type KeptRequest = z.infer<typeof KeptRequest>;

export const Collection = z.object({
  name: z.string().min(1).max(120),
  requests: z.array(KeptRequest).max(500),
});
export type Collection = z.infer<typeof Collection>;

export const ImportedFile = z.object({
  /** "HAR", "Postman collection", "collection". */
  kind: z.string(),
  requests: z.array(KeptRequest),
  /** What was left out and why, in one sentence. */
  note: z.string().optional(),
});
export type ImportedFile = z.infer<typeof ImportedFile>;
