import { THIS_COMPUTER } from './server-list';
import type { ServerSession } from './server-session';

const DAY = 86_400;
const HOUR = 3600;
/** Days of a scan for which a schedule is laid out. */
const MOST_DAYS = 400;

/** How a server's own clock stands to UTC: by this machine's zone, day by day, or only as it stands today. */
export type ServerClock =
  { kind: 'here' } | { kind: 'today'; offsetSeconds: number; daylightSaving: boolean; zone: string };

/** A moment at which a server's clock shows a time; `said` is a caveat, empty where it is sure. */
export interface ClockMoment {
  /** Seconds since 1970. */
  at: number;
  said: string;
}

/** null where nothing is known of it. The practice server and this computer have this machine's zone. */
export function serverClock({ entry, gateway }: ServerSession): ServerClock | null {
  if (entry.kind === 'practice' || entry.detail === THIS_COMPUTER) return { kind: 'here' };
  const clock = gateway.real?.environment()?.clock;
  if (!clock) return null;
  const { offsetMinutes, daylightSaving, zone } = clock;
  return { kind: 'today', offsetSeconds: offsetMinutes * 60, daylightSaving, zone };
}

/** How far a clock is ahead of UTC at a moment, as far as that is known. */
export const aheadAt = (clock: ServerClock, at: number): number =>
  clock.kind === 'here' ? -new Date(at * 1000).getTimezoneOffset() * 60 : clock.offsetSeconds;

/**
 * When the clock showed `time` (seconds after midnight), on each of its days that touch [from, to]. Where only today's
 * offset is known, a day of the other half of the year may have had the other one: both moments are answered, today's first.
 */
export function momentsOf(
  clock: ServerClock,
  time: number,
  { from, to }: { from: number; to: number },
): ClockMoment[] {
  const midnights = daysOf(from, to);
  if (clock.kind === 'here')
    return midnights.map((midnight) => ({ at: localMoment(midnight, time), said: '' }));
  const { offsetSeconds, daylightSaving, zone } = clock;
  const sure = midnights.map((midnight) => ({ at: midnight + time - offsetSeconds, said: '' }));
  if (/^(?:UTC|Etc\/UTC|Coordinated Universal Time)$/i.test(zone)) return sure;
  const shift = daylightSaving ? -HOUR : HOUR;
  const said = `, if its clock was then an hour ${daylightSaving ? 'behind' : 'ahead of'} today's (daylight saving)`;
  return [...sure, ...sure.map(({ at }) => ({ at: at - shift, said }))];
}

function localMoment(midnight: number, time: number): number {
  const day = new Date(midnight * 1000);
  const at = new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 0, 0, time);
  return Math.floor(at.getTime() / 1000);
}

/** Midnights of the days that touch the stretch, as if their time were UTC; one more on either side. */
export function daysOf(from: number, to: number): number[] {
  const first = Math.floor(from / DAY) - 1;
  const count = Math.min(MOST_DAYS, Math.floor(to / DAY) + 1 - first + 1);
  return Array.from({ length: Math.max(0, count) }, (_, at) => (first + at) * DAY);
}
