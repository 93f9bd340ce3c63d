import { duration, embed, list, number } from '../../../../shared/words';
import { numberOf, secondsOf, whyUnknown } from '../../config';
import type { PoolEvent } from '../../../../shared/model/machine';
import type { Evidence } from '../../../../shared/model/readiness';
import { fold } from '../../config';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noPool, unknown } from './missing';

/** Tells only: a recycle doesn't stop an upgrade, it ends the sockets that are open when it comes. */
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
    const occasions = [
      ...(seconds > 0 ? [`every ${duration(seconds)}`] : []),
      ...others.map(({ setting, unit }) => `after ${number(numberOf(setting) ?? 0)} ${unit}`),
    ];
    const graceS = secondsOf(grace);
    const leave = graceS === null ? 'after a time that is unknown' : `after at most ${duration(graceS)}`;
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

/** What really happened to the pool, where a server's event log tells. */
function lately(pool: string, events: readonly PoolEvent[] | null): Evidence[] {
  if (events === null) return [];
  const mine = events.filter((event) => event.pool !== null && fold(event.pool) === fold(pool));
  const [last] = mine;
  const said = last === undefined ? 'none' : `${number(mine.length)}, the last at ${last.at} (id ${last.id})`;
  return [fact('ends of worker processes in 24 h', said, 'event log, WAS')];
}
