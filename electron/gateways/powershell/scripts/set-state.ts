import { z } from 'zod';
import type { ScriptDefinition } from '../session';
import text from './set-state.ps1?raw';

/** Starts, stops or recycles a site or an application pool by its name. */
export const setState = {
  name: 'set-state',
  text,
  lane: 'quick',
  limitMs: 60_000,
  args: z.object({
    kind: z.enum(['start-site', 'stop-site', 'start-pool', 'stop-pool', 'recycle-pool']),
    name: z.string(),
  }),
  part: z.never(),
  done: z.object({ state: z.string() }),
} satisfies ScriptDefinition;
