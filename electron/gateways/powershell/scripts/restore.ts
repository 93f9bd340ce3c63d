import { z } from 'zod';
import { BackupName } from './backup-name';
import type { ScriptDefinition } from '../session';
import text from './restore.ps1?raw';

/** Restores one of our backups: the whole server's configuration. */
export const restore = {
  name: 'restore',
  text,
  lane: 'long',
  limitMs: 300_000,
  args: z.object({ name: BackupName, expectedHash: z.string() }),
  part: z.never(),
  done: z.object({ name: z.string(), hashAfter: z.string() }),
} satisfies ScriptDefinition;
