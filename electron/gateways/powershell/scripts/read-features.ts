import { z } from 'zod';
import { Features } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-features.ps1?raw';

/** State of the role services or optional features that matter. */
export const readFeatures = {
  name: 'read-features',
  text,
  lane: 'long',
  limitMs: 180_000,
  args: z.object({ names: z.array(z.string()) }),
  part: z.never(),
  done: Features,
} satisfies ScriptDefinition;
