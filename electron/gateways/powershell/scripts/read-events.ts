import { z } from 'zod';
import { Events } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-events.ps1?raw';

/** Recycles, crashes and rapid-fail protection, as WAS wrote them down. */
export const readEvents = {
  name: 'read-events',
  text,
  lane: 'quick',
  limitMs: 60_000,
  args: z.object({ sinceHours: z.number(), limit: z.number().int().min(1).max(5_000) }),
  part: z.never(),
  done: Events,
} satisfies ScriptDefinition;
