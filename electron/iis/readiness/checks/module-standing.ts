import type { ModuleStanding } from '../../config/types';
import type { Scene } from '../scene';

/** The role service is not there: run time says so, or nothing of the module is registered. */
export const NOT_INSTALLED = 'the WebSocket feature is not installed';

/** Whether the feature is missing altogether; null while that can't be told. One answer for all module checks. */
export function featureMissing(scene: Scene, standing: ModuleStanding): boolean | null {
  const feature = scene.facts.runtime?.feature ?? 'Unknown';
  if (feature === 'Available' || feature === 'Removed') return true;
  if (feature === 'Installed') return false;
  if (feature === 'InstallPending') return null;
  if (standing.unknown !== undefined && standing.global === null) return null;
  return standing.global === null;
}
