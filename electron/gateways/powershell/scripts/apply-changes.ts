import { z } from 'zod';
import { ConfigOperation } from '../../../iis/config/edit/operation';
import type { ScriptDefinition } from '../session';
import text from './apply-changes.ps1?raw';

/** Changes applicationHost.config through IISAdministration, in one commit. */
export const applyChanges = {
  name: 'apply-changes',
  text,
  lane: 'quick',
  limitMs: 120_000,
  args: z.object({ path: z.string(), expectedHash: z.string(), operations: z.array(ConfigOperation).min(1) }),
  part: z.never(),
  done: z.object({ hashAfter: z.string(), path: z.string() }),
} satisfies ScriptDefinition;
