import { z } from 'zod';
import { Runtime } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-runtime.ps1?raw';

/** States, worker processes, counters. */
export const readRuntime = {
  name: 'read-runtime',
  text,
  lane: 'quick',
  limitMs: 30_000,
  args: z.object({}),
  part: z.never(),
  done: Runtime,
} satisfies ScriptDefinition;
