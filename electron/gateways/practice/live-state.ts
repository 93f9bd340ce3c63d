import type { LivePool, LiveRequest, LiveRequests, LiveSite } from '../../../shared/model/live';
import { fold } from '../../iis/config';
import type { SiteConfig } from '../../iis/config/types';
import type { ScaledClock } from './clock';
import type { LiveAsked } from './control/protocol';
import type { Connections } from './kernel/connections';
import type { ObeyedConfig } from './obeyed-config';
import type { Pools } from './worker/pools';

export function liveSite(
  { name }: SiteConfig,
  connections: Connections,
  pools: Pools,
): Omit<LiveSite, 'name' | 'state'> {
  const key = fold(name);
  return {
    connections: connections.open(key),
    sockets: pools.socketsOfSite(key).size,
    refused: connections.refused(key),
  };
}

export function livePools(obeyed: ObeyedConfig | null, pools: Pools): LivePool[] {
  const unknown = { state: 'Unknown' as const, queue: null, refused: null, recycles: null, workers: null };
  return (obeyed?.config.pools ?? []).map(({ name }) => ({ name, ...(pools.live(fold(name)) ?? unknown) }));
}

/** The server knows its sockets: what each asked for, from where, since when, and the bytes of its connection. */
export function openRequests(
  obeyed: ObeyedConfig | null,
  pools: Pools,
  clock: ScaledClock,
  { site, pool, limit }: LiveAsked,
): Pick<LiveRequests, 'rows' | 'total'> {
  const config = obeyed?.config;
  const asked = config?.pools.filter(({ name }) => pool === null || fold(name) === fold(pool)) ?? [];
  const found = asked
    .flatMap(({ name }) => pools.open(fold(name)).map((each) => ({ ...each, pool: name })))
    .filter(({ open }) => site === null || open.site === fold(site));
  const rows = found.slice(0, limit).map(({ worker, open, pool: name }): LiveRequest => {
    const { verb, path, client } = open.request;
    return {
      ...{ kind: 'socket', verb, url: path, client, pool: name, worker, module: 'WebSocketModule' },
      ageMs: clock.elapsedMs() - open.openedMs,
      site: config?.findSite(open.site)?.name ?? open.site,
      bytesIn: open.connection.bytesRead,
      bytesOut: open.connection.bytesWritten,
    };
  });
  return { rows, total: found.length };
}
