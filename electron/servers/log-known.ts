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
import type { KnownRecycle } from '../logs/meaning/name-walls';
import type { Known } from '../logs/report';
import type { ServerSession } from './server-session';

const DAY = 86_400;
/** Days of a scan for which a schedule is laid out. */
const MOST_DAYS = 400;
/** WAS: recycles by time, requests, schedule, memory, demand, configuration and the idle shutdown. */
const RECYCLE_EVENTS = new Set([5074, 5075, 5076, 5077, 5078, 5079, 5080, 5081, 5117, 5186]);

/** What the configuration and the server itself know of the times [from, to] of a site's logs, seconds since 1970. */
export function knownOf(
  session: ServerSession,
  config: ServerConfig,
  site: string,
  { from, to }: { from: number; to: number },
): Known {
  const pools = new Set(
    (config.findSite(site)?.applications ?? []).flatMap(({ path }) => {
      const pool = textOf(effective(config, { kind: 'application', site, path }, 'applicationPool'));
      return pool === null ? [] : [pool];
    }),
  );
  const recycles = [...pools].flatMap((pool): KnownRecycle[] => {
    const target = { kind: 'pool', pool } as const;
    const drainSeconds = secondsOf(effective(config, target, 'processModel.shutdownTimeLimit')) ?? 90;
    const scheduled = scheduleOf(config, pool).times.flatMap((time) =>
      daysOf(from, to).map((day) => ({ pool, at: day + time - offsetSeconds(session), drainSeconds })),
    );
    const noted = (session.gateway.real?.events() ?? [])
      .filter((event) => RECYCLE_EVENTS.has(event.id) && event.pool?.toLowerCase() === pool.toLowerCase())
      .map((event) => ({ pool, at: Math.floor(Date.parse(event.at) / 1000), drainSeconds, noted: true }));
    return [...noted, ...scheduled];
  });
  return { timeouts: timeoutsOf(config, site), recycles };
}

/** Midnights of the server's days that touch the stretch, as if its time were UTC; one more on either side. */
function daysOf(from: number, to: number): number[] {
  const first = Math.floor(from / DAY) - 1;
  const count = Math.min(MOST_DAYS, Math.floor(to / DAY) + 1 - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * DAY);
}

/** How far the server's clock is ahead of UTC; the practice server's is this machine's. */
function offsetSeconds({ gateway }: ServerSession): number {
  const offset = gateway.real?.environment()?.clock.offsetMinutes;
  return (offset ?? -new Date().getTimezoneOffset()) * 60;
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
