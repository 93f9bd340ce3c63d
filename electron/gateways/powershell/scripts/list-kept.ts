import { z } from 'zod';
import type { ScriptDefinition } from '../session';
import text from './list-kept.ps1?raw';

const Kept = z.object({
  kind: z.enum(['history', 'backup']),
  name: z.string().max(260),
  at: z.string().max(40),
});

/** Configurations of earlier times on the server: names and times, not their text. */
export const listKept = {
  name: 'list-kept',
  text,
  lane: 'quick',
  limitMs: 30_000,
  args: z.object({
    /** configHistory/@path, as it is written. */
    history: z.string().max(1_024),
  }),
  part: z.never(),
  done: z.object({ kept: z.array(Kept).max(10_000) }),
} satisfies ScriptDefinition;
