import { z } from 'zod';
import type { ScriptDefinition } from '../session';
import text from './server-record.ps1?raw';

/** Appends to the journal's copy on the server, which administrators only may read, or reads its end (4 MB at most). */
export const serverRecord = {
  name: 'server-record',
  text,
  lane: 'quick',
  limitMs: 30_000,
  args: z.object({
    action: z.enum(['append', 'read']),
    base64: z.string(),
    /** Whether the folder's rights are set though it is there. */
    ensure: z.boolean(),
    /** The stamp of what was read before; nothing is sent again while it is that. */
    known: z.string(),
  }),
  part: z.never(),
  done: z.object({ file: z.string(), stamp: z.string(), base64: z.string() }),
} satisfies ScriptDefinition;
