import { z } from 'zod';
import { BackupName } from './backup-name';
import type { ScriptDefinition } from '../session';
import text from './backup.ps1?raw';

/** IIS's own backup under a name of ours. */
export const backup = {
  name: 'backup',
  text,
  lane: 'quick',
  limitMs: 60_000,
  args: z.object({ name: BackupName }),
  part: z.never(),
  done: z.object({ name: z.string(), folder: z.string() }),
} satisfies ScriptDefinition;
