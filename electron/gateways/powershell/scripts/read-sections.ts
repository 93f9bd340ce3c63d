import { z } from 'zod';
import { SectionAnswer } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-sections.ps1?raw';

/** What IIS itself holds to be in force at one place. */
export const readSections = {
  name: 'read-sections',
  text,
  lane: 'quick',
  limitMs: 15_000,
  args: z.object({ site: z.string(), path: z.string(), sections: z.array(z.string()).max(20) }),
  part: z.never(),
  done: z.object({ answers: z.array(SectionAnswer) }),
} satisfies ScriptDefinition;
