import { z } from 'zod';
import type { ScriptDefinition } from '../session';
import text from './flush-log.ps1?raw';

/** Writes what HTTP.sys keeps back of its logs, up to 64 KB; changes nothing else. */
export const flushLog = {
  name: 'flush-log',
  text,
  lane: 'quick',
  limitMs: 30_000,
  args: z.object({}),
  part: z.never(),
  done: z.object({ flushed: z.literal(true) }),
} satisfies ScriptDefinition;
