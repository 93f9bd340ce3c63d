import type { LifetimeCut } from '../../../../shared/model/limits';
import { duration, embed, list, roughly, timeOfDay } from '../../../../shared/words';
import type { Ceilings } from '../facts';
import { cutFrom, leaveWords } from './cut';
import { leaveLines } from './restart';

const DAY_S = 86_400;

/** Recycles at fixed times of day, by the clock and in the zone of the server: the next one counts. */
export function scheduled(ceilings: Ceilings): LifetimeCut | null {
  const { schedule, pool, moment, leaveS } = ceilings;
  if (schedule === null || pool === null) return null;
  const place = {
    source: schedule.source,
    target: { kind: 'pool' as const, pool },
    setting: 'recycling.periodicRestart.schedule',
  };
  const shared = { id: 'pool.schedule', cuts: 'all' as const, leaveS };
  if (schedule.unknown !== undefined)
    return cutFrom(place, {
      ...shared,
      title: 'scheduled recycle',
      when: `unknown: ${embed(schedule.unknown)}`,
      sentence: `When ${pool} is recycled by its schedule is unknown.`,
    });
  if (schedule.times.length === 0) return null;
  const all = `${pool} is recycled every day at ${list(schedule.times.map(timeOfDay))} by the server's own clock`;
  const now = moment.timeOfDayS;
  if (now === null)
    return cutFrom(place, {
      ...shared,
      title: 'scheduled recycle',
      when: `at ${list(schedule.times.map(timeOfDay))} every day`,
      withinS: longestWait(schedule.times),
      sentence: `${all}, which isn't read here; every socket is cut, with ${leaveWords(ceilings)}.`,
      arithmetic: [
        `the server's clock is not read, so how far away that is can't be said: ${roughly(longestWait(schedule.times))} at most`,
      ],
    });
  const waits = schedule.times.map((time) => ({ time, wait: untilTime(time, now) }));
  const next = waits.reduce((best, one) => (one.wait < best.wait ? one : best));
  const afterS = Math.round(next.wait);
  return cutFrom(place, {
    ...shared,
    title: `scheduled recycle ${timeOfDay(next.time)}`,
    afterS,
    sentence: `${all}, the next time in ${roughly(afterS)}, and cuts every socket, with ${leaveWords(ceilings)}.`,
    arithmetic: [
      `${place.setting}: ${schedule.times.map(timeOfDay).join(', ')}`,
      `the server's clock shows ${timeOfDay(Math.floor(now))}`,
      `${timeOfDay(next.time)} is ${afterS < 600 ? duration(afterS) : roughly(afterS)} away`,
      ...leaveLines(ceilings, afterS),
    ],
  });
}

/** The longest wait for the next of these times of day, whatever the time is now. */
function longestWait(times: readonly number[]): number {
  return Math.max(...times.map((time) => Math.min(...times.map((next) => untilTime(next, time)))));
}

/** Right now is a day away: what is due this very second has just been done. */
function untilTime(time: number, now: number): number {
  const away = (time - now + DAY_S) % DAY_S;
  return away === 0 ? DAY_S : away;
}
