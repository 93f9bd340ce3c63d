import type { LifetimeCut } from '../../../shared/model/limits';
import type { Ceilings, Held } from './facts';
import { numberOf, secondsOf, whyUnknown } from '../config';
import { duration, embed, number } from '../../../shared/words';

type Words = Pick<LifetimeCut, 'id' | 'title' | 'sentence' | 'cuts'> &
  Partial<Pick<LifetimeCut, 'afterS' | 'when'>>;

/** What ends a socket, soonest first, and then what is often blamed for it and doesn't. */
export function cutsOf(ceilings: Ceilings): LifetimeCut[] {
  const found = [
    restart(ceilings),
    byNumber(ceilings, 'requests', 'requests'),
    byNumber(ceilings, 'memory', 'KB of virtual memory'),
    byNumber(ceilings, 'privateMemory', 'KB of private memory'),
    grace(ceilings),
    pings(ceilings),
    connectionTimeout(ceilings),
    idleTimeout(ceilings),
  ].flatMap((one) => (one === null ? [] : [one]));
  return found.sort((one, other) => rank(one) - rank(other));
}

/** By time, then what cuts at an unknown time, then what cuts nothing. Sorting is stable. */
function rank({ cuts, afterS }: LifetimeCut): number {
  if (cuts === 'none') return Infinity;
  return afterS ?? Number.MAX_VALUE;
}

function cut({ setting, target }: Held, words: Words): LifetimeCut {
  const afterS = words.afterS ?? null;
  return { ...words, afterS, source: setting.source, target, setting: setting.name };
}

const unknown = (held: Held): string => `unknown: ${embed(whyUnknown(held.setting))}`;

/** "90 s to leave", or that this isn't known. */
function leave(ceilings: Ceilings): string {
  const seconds = secondsOf(ceilings.ofPool('processModel.shutdownTimeLimit')?.setting ?? null);
  return seconds === null ? 'a time to leave that is unknown' : `${duration(seconds)} to leave`;
}

/** The one thing in a stock configuration that ends every socket: the pool's restart every 29 hours. */
function restart(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('recycling.periodicRestart.time');
  if (held === null) return null;
  const pool = ceilings.pool ?? '';
  const shared = { id: 'pool.periodicRestart.time', title: 'periodic restart' };
  const seconds = secondsOf(held.setting);
  if (seconds === null)
    return cut(held, {
      ...shared,
      cuts: 'all',
      when: unknown(held),
      sentence: `When ${pool} restarts by itself is unknown; a restart cuts every socket.`,
    });
  if (seconds === 0)
    return cut(held, {
      ...shared,
      cuts: 'none',
      sentence: `${pool} does not restart after a fixed time.`,
    });
  return cut(held, {
    ...shared,
    cuts: 'all',
    afterS: seconds,
    sentence: `${pool} restarts ${duration(seconds)} after its start and cuts every socket, talking or silent, with ${leave(ceilings)}.`,
  });
}

/** Restarts that come with traffic or memory: nobody can say when, so they have words instead of seconds. */
function byNumber(ceilings: Ceilings, name: string, unit: string): LifetimeCut | null {
  const held = ceilings.ofPool(`recycling.periodicRestart.${name}`);
  if (held === null) return null;
  const limit = numberOf(held.setting);
  if (limit === 0) return null;
  const pool = ceilings.pool ?? '';
  const shared = { id: `pool.periodicRestart.${name}`, title: `restart by ${name}`, cuts: 'all' as const };
  if (limit === null)
    return cut(held, {
      ...shared,
      when: unknown(held),
      sentence: `Whether ${pool} restarts by ${name} is unknown.`,
    });
  return cut(held, {
    ...shared,
    when: `after ${number(limit)} ${unit}`,
    sentence: `${pool} restarts after ${number(limit)} ${unit} and cuts every socket, with ${leave(ceilings)}.`,
  });
}

function grace(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('processModel.shutdownTimeLimit');
  if (held === null) return null;
  const pool = ceilings.pool ?? '';
  const seconds = secondsOf(held.setting);
  return cut(held, {
    id: 'pool.shutdownTimeLimit',
    title: 'time to leave',
    cuts: 'none',
    ...(seconds === null ? { when: unknown(held) } : {}),
    sentence:
      seconds === null
        ? `How long sockets have to leave when ${pool} recycles is unknown.`
        : `It starts nothing by itself: when ${pool} recycles, for whatever reason, its open sockets have ${duration(seconds)} to leave; ASP.NET ends its own at once.`,
  });
}

/** IIS's own WebSocket ping. Off, a silent socket looks idle to every proxy and firewall on its way. */
function pings(ceilings: Ceilings): LifetimeCut {
  const held = ceilings.ofApplication('webSocket.pingInterval');
  const seconds = secondsOf(held.setting);
  const shared = { id: 'section.pingInterval', title: 'WebSocket ping', cuts: 'none' as const };
  if (seconds === null)
    return cut(held, {
      ...shared,
      when: unknown(held),
      sentence: `Whether IIS pings the sockets of ${ceilings.name} is unknown.`,
    });
  return cut(held, {
    ...shared,
    sentence:
      seconds === 0
        ? `IIS sends no pings to the sockets of ${ceilings.name}; a proxy or firewall on the way may cut a silent one.`
        : `IIS pings each socket of ${ceilings.name} every ${duration(seconds)}, which keeps a silent one alive through proxies with a longer time-out.`,
  });
}

/**
 * limits.connectionTimeout drives HTTP.sys's Timer_ConnectionIdle, Timer_EntityBody and Timer_AppPool, all for
 * connections without a running request. An upgraded socket is a running request. Inferred, not tried on a server.
 */
function connectionTimeout(ceilings: Ceilings): LifetimeCut {
  const held = ceilings.ofSite('limits.connectionTimeout');
  const seconds = secondsOf(held.setting);
  const value =
    seconds === null ? 'unknown here' : seconds === 0 ? 'the default of the system' : duration(seconds);
  return cut(held, {
    id: 'site.connectionTimeout',
    title: 'connectionTimeout',
    cuts: 'none',
    sentence: `It ends connections without a running request (${value}); an open socket is a running request, so by what is documented it is not cut by this, and a longer time-out does not help it.`,
  });
}

/** Counts only while no request is processed (processModel documentation): an open socket is one. */
function idleTimeout(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('processModel.idleTimeout');
  if (held === null) return null;
  const seconds = secondsOf(held.setting);
  const value = seconds === null ? 'unknown here' : seconds === 0 ? 'off' : duration(seconds);
  return cut(held, {
    id: 'pool.idleTimeout',
    title: 'idleTimeout',
    cuts: 'none',
    sentence: `It ends a worker process without requests (${value}); while a socket is open there is a request, so it is not cut by this.`,
  });
}
