import { timeOfDay } from '../../shared/words';
import {
  booleanOf,
  effective,
  parseTimeSpan,
  proxyingOf,
  scheduleOf,
  secondsOf,
  textOf,
} from '../iis/config';
import type { ServerConfig } from '../iis/config';
import { DEFAULT_TIMEOUTS } from '../logs/meaning/name-peaks';
import type { KnownTimeout } from '../logs/meaning/name-peaks';
import { DRAIN_SECONDS } from '../logs/meaning/name-walls';
import type { KnownRecycle } from '../logs/meaning/name-walls';
import type { Known } from '../logs/analysis';
import type { LogScan } from '../logs/scan/log-scan';
import { aheadAt, daysOf, momentsOf, serverClock } from './log-clock';
import type { ClockMoment, ServerClock } from './log-clock';
import type { ServerSession } from './server-session';

/** WAS: recycles by time, requests, schedule, memory, demand, configuration and the idle shutdown. */
const RECYCLE_EVENTS = new Set([5074, 5075, 5076, 5077, 5078, 5079, 5080, 5081, 5117, 5186]);

/** What is known of the server itself. */
export interface LogServer {
  clock: ServerClock | null;
  /** Of WAS, `at` in ISO form. */
  events: readonly { id: number; at: string; pool?: string | null | undefined }[];
}

export const logServer = (session: ServerSession): LogServer => ({
  clock: serverClock(session),
  events: session.gateway.real?.events() ?? [],
});

/** The stretch of a scan, seconds since 1970; `local` when its rows have the server's own time (IIS format). */
interface Span {
  from: number;
  to: number;
  local: boolean;
}

/** What the configuration and the server itself know of the times of a site's logs. */
export function knownOf(server: LogServer, config: ServerConfig, site: string, span: Span): Known {
  const pools = [...poolsOf(config, site)].map((pool) => ({
    pool,
    drainSeconds:
      secondsOf(effective(config, { kind: 'pool', pool }, 'processModel.shutdownTimeLimit')) ?? DRAIN_SECONDS,
    schedule: scheduleOf(config, pool),
  }));
  const { clock } = server;
  const noted = pools.flatMap((each) => notedRecycles(server, each, span));
  const scheduled = pools.flatMap(({ schedule, pool, drainSeconds }) =>
    schedule.times.flatMap((time) =>
      scheduledAt(clock, time, span).map(({ at, said }): KnownRecycle => ({
        pool,
        at,
        drainSeconds,
        said: `${timeOfDay(time)}, the server's own time${said}`,
      })),
    ),
  );
  return {
    timeouts: timeoutsOf(config, site),
    recycles: [...noted, ...scheduled],
    complete: pools.every(
      ({ schedule }) =>
        schedule.unknown === undefined && (schedule.times.length === 0 || clock !== null || span.local),
    ),
    drains: pools.map(({ drainSeconds }) => drainSeconds),
    sites: siteNames(config),
  };
}

function poolsOf(config: ServerConfig, site: string): Set<string> {
  return new Set(
    (config.findSite(site)?.applications ?? []).flatMap(({ path }) => {
      const pool = textOf(effective(config, { kind: 'application', site, path }, 'applicationPool'));
      return pool === null ? [] : [pool];
    }),
  );
}

/** A log in the server's own time has a schedule's times as they stand; else its clock must be known. */
function scheduledAt(clock: ServerClock | null, time: number, { from, to, local }: Span): ClockMoment[] {
  if (local) return daysOf(from, to).map((midnight) => ({ at: midnight + time, said: '' }));
  return clock === null ? [] : momentsOf(clock, time, { from, to });
}

function notedRecycles(
  { clock, events }: LogServer,
  { pool, drainSeconds }: { pool: string; drainSeconds: number },
  { local }: Span,
): KnownRecycle[] {
  if (local && clock === null) return [];
  return events
    .filter((event) => RECYCLE_EVENTS.has(event.id) && event.pool?.toLowerCase() === pool.toLowerCase())
    .map((event) => {
      const at = Math.floor(Date.parse(event.at) / 1000);
      return { pool, at: local && clock ? at + aheadAt(clock, at) : at, drainSeconds, noted: true };
    });
}

/** As W3C and IIS logs name sites ("W3SVC1"), and HTTPERR ("1"). */
function siteNames(config: ServerConfig): ReadonlyMap<string, string> {
  return new Map(
    config.sites.flatMap(({ id, name }) =>
      typeof id === 'number' ? [[`W3SVC${id}`, name] as const, [String(id), name] as const] : [],
    ),
  );
}

/**
 * Whether all rows of a scan are of the site with this number, as its s-sitename or the name of its folder says: logs that
 * somebody opened may be of any server.
 */
export function areOf({ tally }: LogScan, siteId: number | null | undefined): boolean {
  if (typeof siteId !== 'number') return false;
  const sites = tally.sites.top(Infinity);
  if (
    tally.sites.forgotten > 0 ||
    sites.some(({ name }) => name !== `W3SVC${siteId}` && name !== String(siteId))
  )
    return false;
  const named = sites.reduce((sum, { sockets, refused }) => sum + sockets + refused, 0);
  const rows = [...tally.statuses.values(), ...tally.ended.values()].reduce((sum, count) => sum + count, 0);
  return rows > 0 && named === rows;
}

function timeoutsOf(config: ServerConfig, site: string): KnownTimeout[] {
  const proxied = proxyingOf(config, { kind: 'application', site, path: '/' }).rules[0];
  if (booleanOf(effective(config, { kind: 'server' }, 'proxy.enabled')) !== true || !proxied)
    return [...DEFAULT_TIMEOUTS];
  const own = effective(config, { kind: 'server' }, 'proxy.timeout');
  const farm = proxied.farm?.timeout ?? undefined;
  const seconds = farm === undefined ? secondsOf(own) : parseTimeSpan(farm);
  if (seconds === null || seconds === 0) return [...DEFAULT_TIMEOUTS];
  const name =
    farm === undefined
      ? `the ARR timeout (system.webServer/proxy timeout, ${textOf(own) ?? ''})`
      : `the ARR timeout of the web farm (${farm})`;
  return [{ ms: seconds * 1000, name }, ...DEFAULT_TIMEOUTS];
}
