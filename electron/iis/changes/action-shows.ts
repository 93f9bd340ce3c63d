import type { ServerAction } from '../../../shared/model/readiness';
import type { RuntimeState } from '../../../shared/model/runtime';
import { fold } from '../config/names';

/**
 * Whether the server is now as the action would leave it; null where that can't be seen (a recycle leaves no trace
 * that tells it from another one, a firewall rule is not part of the run-time state).
 */
export function actionShows(action: ServerAction, runtime: RuntimeState | null): boolean | null {
  if (runtime === null) return null;
  switch (action.kind) {
    case 'install-feature':
    case 'uninstall-feature': {
      // The run-time state knows Web-WebSockets only.
      if (action.feature !== 'Web-WebSockets' || runtime.feature === 'Unknown') return null;
      if (runtime.feature === 'InstallPending') return null;
      return (runtime.feature === 'Installed') === (action.kind === 'install-feature');
    }
    case 'start-site':
      return stateIs(runtime.sites, action.site, 'Started');
    case 'stop-site':
      return stateIs(runtime.sites, action.site, 'Stopped');
    case 'start-pool':
      return stateIs(runtime.pools, action.pool, 'Started');
    case 'stop-pool':
      return stateIs(runtime.pools, action.pool, 'Stopped');
    default:
      return null;
  }
}

function stateIs(
  all: readonly { name: string; state: string }[],
  name: string,
  wanted: 'Started' | 'Stopped',
): boolean | null {
  const state = all.find((each) => fold(each.name) === fold(name))?.state;
  if (state === 'Started' || state === 'Stopped') return state === wanted;
  return null;
}
