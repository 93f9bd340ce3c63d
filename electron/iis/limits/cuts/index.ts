import type { LifetimeCut } from '../../../../shared/model/limits';
import type { Ceilings } from '../facts';
import { connectionTimeout, deployment, idleTimeout } from './blamed';
import { grace, restart, restartBy } from './restart';
import { scheduled } from './schedule';
import { latestOf } from '../lives';
import { arrTimeout, hopTimeout, pings } from './silence';

/** What ends a socket, soonest first, and then what is often blamed for it and doesn't. */
export function cutsOf(ceilings: Ceilings): LifetimeCut[] {
  const found = [
    hopTimeout(ceilings),
    ...arrTimeout(ceilings),
    scheduled(ceilings),
    restart(ceilings),
    restartBy(ceilings, 'requests', 'requests'),
    restartBy(ceilings, 'memory', 'KB of virtual memory'),
    restartBy(ceilings, 'privateMemory', 'KB of private memory'),
    deployment(ceilings),
    grace(ceilings),
    pings(ceilings),
    connectionTimeout(ceilings),
    idleTimeout(ceilings),
  ].flatMap((one) => (one === null ? [] : [one]));
  return found.sort((one, other) => rank(one) - rank(other));
}

/** By time, then what cuts at an unknown time, then what cuts nothing. Sorting is stable. */
function rank(cut: LifetimeCut): number {
  if (cut.cuts === 'none') return Infinity;
  return latestOf(cut) ?? Number.MAX_VALUE;
}
