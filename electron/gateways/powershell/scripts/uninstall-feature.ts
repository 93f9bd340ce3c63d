import { z } from 'zod';
import { FeatureName } from '../../../../shared/model/readiness';
import type { ScriptDefinition } from '../session';
import text from './uninstall-feature.ps1?raw';

/** Uninstalls a feature; not to be cancelled once begun. */
export const uninstallFeature = {
  name: 'uninstall-feature',
  text,
  lane: 'long',
  limitMs: 1_800_000,
  args: z.object({ feature: FeatureName }),
  part: z.never(),
  done: z.object({ success: z.boolean(), exitCode: z.string(), restartNeeded: z.boolean() }),
} satisfies ScriptDefinition;
