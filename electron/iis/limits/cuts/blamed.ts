import type { LifetimeCut } from '../../../../shared/model/limits';
import { booleanOf, secondsOf } from '../../config';
import { duration } from '../../../../shared/words';
import type { Ceilings } from '../facts';
import { cutOf, leaveWords } from './cut';

/**
 * limits.connectionTimeout drives HTTP.sys's Timer_ConnectionIdle, Timer_EntityBody and Timer_AppPool, all for
 * connections without a running request. An upgraded socket is a running request. Inferred, not tried on a server.
 */
export function connectionTimeout(ceilings: Ceilings): LifetimeCut {
  const held = ceilings.ofSite('limits.connectionTimeout');
  const seconds = secondsOf(held.setting);
  const value =
    seconds === null ? 'unknown here' : seconds === 0 ? 'the default of the system' : duration(seconds);
  return cutOf(held, {
    id: 'site.connectionTimeout',
    title: 'connectionTimeout',
    cuts: 'none',
    sentence: `It ends connections without a running request (${value}); an open socket is a running request, so by what is documented it is not cut by this, and a longer time-out does not help it.`,
  });
}

/** Counts only while no request is processed (processModel documentation): an open socket is one. */
export function idleTimeout(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('processModel.idleTimeout');
  if (held === null) return null;
  const seconds = secondsOf(held.setting);
  const value = seconds === null ? 'unknown here' : seconds === 0 ? 'off' : duration(seconds);
  return cutOf(held, {
    id: 'pool.idleTimeout',
    title: 'idleTimeout',
    cuts: 'none',
    sentence: `It ends a worker process without requests (${value}); while a socket is open there is a request, so it is not cut by this.`,
  });
}

/** Nobody knows when, but every socket meets it: the day somebody deploys or changes the pool. */
export function deployment(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('recycling.disallowRotationOnConfigChange');
  if (held === null) return null;
  const stays = booleanOf(held.setting) === true;
  const pool = ceilings.pool ?? '';
  return cutOf(held, {
    id: 'deployment',
    title: 'deployment',
    cuts: 'all',
    when: stays ? 'with a new web.config or bin' : 'with a deployment or a change of the pool',
    leaveS: ceilings.leaveS,
    sentence: stays
      ? `A change of ${pool} does not recycle it (disallowRotationOnConfigChange); a new web.config or bin still restarts ASP.NET, which ends its sockets at once.`
      : `A change of ${pool}, or of the modules, recycles it: every socket is cut, with ${leaveWords(ceilings)}. A new web.config or bin restarts ASP.NET, which ends its sockets at once.`,
  });
}
