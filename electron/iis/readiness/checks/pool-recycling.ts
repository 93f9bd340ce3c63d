import { duration, embed, list, number } from '../../../../shared/words';
import { numberOf, scheduleOf, secondsOf, whyUnknown } from '../../config';
import type { PoolEvent } from '../../../../shared/model/machine';
import type { Evidence } from '../../../../shared/model/readiness';
import { fold } from '../../config';
import { poolCost } from '../cost';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { noPool, unknown } from './missing';

/** No client of a chat or a dashboard expects to be cut several times a day. */
const OFTEN_S = 6 * 3600;

/** Mostly tells: a recycle doesn't stop an upgrade, it ends the sockets that are open when it comes. */
export const poolRecycling: CheckDefinition = {
  id: 'pool.recycling',
  station: 'pool',
  title: 'Recycling',
  blocking: false,
  subject: 'recycling',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return noPool(scene);
    const time = scene.poolSetting('recycling.periodicRestart.time');
    const grace = scene.poolSetting('processModel.shutdownTimeLimit');
    const counts = [
      { setting: scene.poolSetting('recycling.periodicRestart.requests'), unit: 'requests' },
      { setting: scene.poolSetting('recycling.periodicRestart.memory'), unit: 'KB of memory' },
      { setting: scene.poolSetting('recycling.periodicRestart.privateMemory'), unit: 'KB of private memory' },
    ];
    const seconds = secondsOf(time);
    const others = counts.filter(({ setting }) => (numberOf(setting) ?? 0) > 0);
    const settings = [time, grace, ...others.map(({ setting }) => setting)].flatMap((setting) =>
      setting === null ? [] : [fromSetting(setting)],
    );
    const evidence = [...settings, ...lately(pool, scene.facts.events ?? null)];
    if (seconds === null)
      return unknown(`How often ${pool} restarts is unknown: ${embed(whyUnknown(time))}.`, { evidence });
    const schedule = scheduleOf(scene.facts.config, pool);
    if (schedule.unknown !== undefined)
      return unknown(`When ${pool} restarts is unknown: ${embed(schedule.unknown)}.`, { evidence });
    const times = schedule.times.map(clock);
    const zone = scene.facts.environment?.clock.zone;
    if (times.length > 0)
      evidence.push(fact('schedule', times.join(', '), zone === undefined ? "server's local time" : zone));
    const occasions = [
      ...(seconds > 0 ? [`every ${duration(seconds)}`] : []),
      ...(times.length > 0
        ? [`at ${list(times)} by the server's own clock${zone === undefined ? '' : ` (${zone})`}`]
        : []),
      ...others.map(({ setting, unit }) => `after ${number(numberOf(setting) ?? 0)} ${unit}`),
    ];
    const graceS = secondsOf(grace);
    const leave = graceS === null ? 'after a time that is unknown' : `after at most ${duration(graceS)}`;
    if (seconds > 0 && seconds < OFTEN_S) {
      return {
        state: 'warning',
        sentence: `${pool} restarts ${list(occasions)}, and each restart cuts every open socket ${leave}: no socket lives longer than that.`,
        note: `every ${duration(seconds)}`,
        evidence,
        cause: `its pool ${pool} restarts every ${duration(seconds)}`,
        fix: {
          title: `Let ${pool} restart every 29 h`,
          changes: [
            {
              kind: 'config',
              edit: {
                kind: 'set',
                target: { kind: 'pool', pool },
                setting: 'recycling.periodicRestart.time',
                value: '1.05:00:00',
              },
            },
          ],
          touches: applicationsInPool(scene.facts.config, pool),
          cost: poolCost(scene),
          weight: 'advice',
        },
      };
    }
    return occasions.length === 0
      ? {
          state: 'good',
          sentence: `${pool} does not restart by itself at fixed times or sizes, so no such restart cuts its sockets.`,
          note: 'no restart',
          evidence,
        }
      : {
          state: 'good',
          sentence: `${pool} restarts ${list(occasions)}, and each restart cuts every open socket ${leave}; clients must connect again.`,
          note: seconds > 0 ? `every ${duration(seconds)}` : 'restarts',
          evidence,
        };
  },
};

/** Seconds of the day as "03:00". */
const clock = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');

/** What really happened to the pool, where a server's event log tells. */
function lately(pool: string, events: readonly PoolEvent[] | null): Evidence[] {
  if (events === null) return [];
  const mine = events.filter((event) => event.pool !== null && fold(event.pool) === fold(pool));
  const [last] = mine;
  const said = last === undefined ? 'none' : `${number(mine.length)}, the last at ${last.at} (id ${last.id})`;
  return [fact('ends of worker processes in 24 h', said, 'event log, WAS')];
}
