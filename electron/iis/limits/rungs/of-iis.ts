import type { LimitRung } from '../../../../shared/model/limits';
import { number } from '../../../../shared/words';
import type { Ceilings } from '../facts';
import { rungOf } from './rung';

export function siteRung(ceilings: Ceilings): LimitRung {
  const { live, applications } = ceilings;
  const others =
    live === null || live.connections === null || live.sockets === null
      ? null
      : live.connections - live.sockets;
  return rungOf(ceilings.ofSite('limits.maxConnections'), {
    id: 'site.maxConnections',
    title: 'Site maxConnections',
    note: 'of the site; 4,294,967,295 is unlimited',
    bounds: 'sockets',
    zero:
      live === null
        ? '0 is not unlimited: HTTP.sys would allow no connection'
        : '0 is not unlimited: no connection is let in',
    arithmetic: [
      'one socket is one connection',
      applications === 1 ? 'the site has one application' : `${number(applications)} applications share it`,
      ...(others === null || others <= 0
        ? []
        : [`${number(others)} of it now are connections without a socket`]),
    ],
  });
}

/** An open socket is a running request until it ends, so this is the real ceiling of a stock server (then 503.2). */
export function applicationRung(ceilings: Ceilings): LimitRung {
  return rungOf(ceilings.ofApplication('serverRuntime.appConcurrentRequestLimit'), {
    id: 'application.appConcurrentRequestLimit',
    title: 'appConcurrentRequestLimit',
    note: 'per application; each socket is a request',
    bounds: 'sockets',
    zero: 'what IIS does at 0 is not documented',
    arithmetic: [
      'one socket is one running request, as long as it is open',
      `each application has its own count; this is that of ${ceilings.name}`,
    ],
  });
}

export function queueRung(ceilings: Ceilings): LimitRung | null {
  const held = ceilings.ofPool('queueLength');
  if (held === null) return null;
  return rungOf(held, {
    id: 'pool.queueLength',
    title: 'Pool queueLength',
    note: 'holds bursts, not sockets',
    bounds: 'bursts',
    arithmetic: [
      'a request waits there until a worker process takes it; an open socket waits no more',
      'when all sockets come back at once, more than that are answered with 503 (QueueFull)',
    ],
  });
}
