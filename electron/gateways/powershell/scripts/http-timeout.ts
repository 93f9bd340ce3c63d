import { z } from 'zod';
import { HttpTimeout } from '../../../../shared/model/readiness';
import type { ScriptDefinition } from '../session';
import text from './http-timeout.ps1?raw';

/** HTTP.sys's machine-wide time-outs, by netsh. */
export const httpTimeout = {
  name: 'http-timeout',
  text,
  lane: 'long',
  limitMs: 60_000,
  args: z.object({
    action: z.enum(['add', 'delete']),
    timeout: HttpTimeout,
    seconds: z.number().int().min(1).max(65_535).nullable(),
  }),
  part: z.never(),
  done: z.object({ timeout: z.string() }),
} satisfies ScriptDefinition;
