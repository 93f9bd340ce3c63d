import { count, duration } from '../../../shared/words';
import { booleanOf, secondsOf } from '../config';
import type { Scene } from './scene';

/**
 * What a change of the pool costs: "recycles ChatPool; 3 open sockets have 90 s to leave". A recycle starts a new
 * worker process, lets the old one drain for processModel.shutdownTimeLimit and then ends it with its sockets.
 */
export function poolCost(scene: Scene): string {
  const pool = scene.pool?.name ?? 'the pool';
  if (booleanOf(scene.poolSetting('recycling.disallowRotationOnConfigChange')) === true)
    return `cuts no socket now: ${pool} does not recycle on configuration changes, so it works only after its next recycle`;
  const sockets = scene.runtimePool?.sockets ?? null;
  const limit = secondsOf(scene.poolSetting('processModel.shutdownTimeLimit'));
  const time = limit === null ? 'an unknown time' : duration(limit);
  if (sockets === 0) return `recycles ${pool}; no socket is open`;
  if (sockets === null)
    return `recycles ${pool}; how many sockets are open is not known, each has ${time} to leave`;
  return `recycles ${pool}; ${count(sockets, 'open socket')} ${sockets === 1 ? 'has' : 'have'} ${time} to leave`;
}

/**
 * What a change of a system.webServer section costs. ASP.NET restarts the applications under the path at once
 * ("IIS configuration change"), without the drain that a recycle gives.
 */
export function sectionCost(scene: Scene, reach: string, whole = false): string {
  const sockets = whole ? scene.openSockets : (scene.runtimeSite?.sockets ?? null);
  const cut =
    sockets === 0
      ? 'no socket is open'
      : sockets === null
        ? 'how many sockets are open is not known, they may be cut without grace'
        : `${count(sockets, 'open socket')} may be cut without grace`;
  return `can restart ${reach} at once; ${cut}`;
}

/** What installing the role service costs: every worker process has to load the new module. */
export function installCost(scene: Scene): string {
  const open =
    scene.openSockets === null
      ? 'how many sockets are open is not known'
      : `${count(scene.openSockets, 'socket')} open`;
  return `rewrites applicationHost.config and restarts every application on the server; ${open}; it can't be undone from here`;
}
