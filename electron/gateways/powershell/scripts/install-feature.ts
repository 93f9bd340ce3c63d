import { z } from 'zod';
import { FeatureName } from '../../../../shared/model/readiness';
import type { ScriptDefinition } from '../session';
import text from './install-feature.ps1?raw';

/** Installs a feature with live progress; not to be cancelled once begun. */
export const installFeature = {
  name: 'install-feature',
  text,
  lane: 'long',
  limitMs: 1_800_000,
  args: z.object({ feature: FeatureName }),
  part: z.never(),
  done: z.object({ success: z.boolean(), exitCode: z.string(), restartNeeded: z.boolean() }),
} satisfies ScriptDefinition;
