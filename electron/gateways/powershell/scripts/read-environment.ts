import { z } from 'zod';
import { Environment } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-environment.ps1?raw';

/** Windows, IIS and its add-ons, the account, the clock. */
export const readEnvironment = {
  name: 'read-environment',
  text,
  lane: 'quick',
  limitMs: 60_000,
  args: z.object({}),
  part: z.never(),
  done: Environment,
} satisfies ScriptDefinition;
