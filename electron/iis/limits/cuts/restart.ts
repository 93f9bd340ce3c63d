import type { LifetimeCut } from '../../../../shared/model/limits';
import { numberOf, secondsOf } from '../../config';
import { duration, number, roughly } from '../../../../shared/words';
import type { Ceilings } from '../facts';
import { cutOf, leaveWords, unknownWhen } from './cut';

/** The one thing in a stock configuration that ends every socket: the pool's restart every 29 hours. */
export function restart(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('recycling.periodicRestart.time');
  if (held === null) return null;
  const pool = ceilings.pool ?? '';
  const shared = { id: 'pool.periodicRestart.time', title: 'periodic restart' };
  const seconds = secondsOf(held.setting);
  if (seconds === null)
    return cutOf(held, {
      ...shared,
      cuts: 'all',
      when: unknownWhen(held),
      leaveS: ceilings.leaveS,
      sentence: `When ${pool} restarts by itself is unknown; a restart cuts every socket.`,
    });
  if (seconds === 0)
    return cutOf(held, {
      ...shared,
      cuts: 'none',
      sentence: `${pool} does not restart after a fixed time.`,
    });
  const age = ceilings.moment.workerAgeS(pool);
  const left = Math.max(0, Math.round(seconds - (age ?? 0)));
  return cutOf(held, {
    ...shared,
    cuts: 'all',
    afterS: left,
    leaveS: ceilings.leaveS,
    sentence: `${pool} restarts ${duration(seconds)} after ${sinceWords(age, left)} and cuts every socket, talking or silent, with ${leaveWords(ceilings)}.`,
    arithmetic: [
      `${held.setting.name}: ${duration(seconds)}`,
      ageLine(age),
      ...(age == null ? [] : [`${duration(seconds)} − ${roughly(age)} = ${roughly(left)} from now`]),
      ...leaveLines(ceilings, left),
    ],
  });
}

const sinceWords = (age: number | null | undefined, left: number): string =>
  age == null ? 'its start' : `its start ${roughly(age)} ago, in ${roughly(left)},`;

function ageLine(age: number | null | undefined): string {
  if (age === undefined)
    return 'worker process: when it started is not told here, so this is the longest wait';
  if (age === null) return 'worker process: none runs; it starts with the next request';
  return `worker process: has run for ${roughly(age)}`;
}

/** From the recycle to the last moment of a socket that stays. */
export function leaveLines({ leaveS, managed }: Ceilings, afterS: number): string[] {
  if (leaveS === null) return ['processModel.shutdownTimeLimit: unknown'];
  return [
    `processModel.shutdownTimeLimit: ${duration(leaveS)}, so the last socket is cut after ${roughly(afterS + leaveS)}`,
    ...(managed ? ['ASP.NET ends its own sockets at once, without that time'] : []),
  ];
}

/** Restarts that come with traffic or memory: nobody can say when, so they have words instead of seconds. */
export function restartBy(ceilings: Ceilings, name: string, unit: string): LifetimeCut | null {
  const held = ceilings.ofPool(`recycling.periodicRestart.${name}`);
  if (held === null) return null;
  const limit = numberOf(held.setting);
  if (limit === 0) return null;
  const pool = ceilings.pool ?? '';
  const shared = {
    id: `pool.periodicRestart.${name}`,
    title: `restart by ${name}`,
    cuts: 'all' as const,
    leaveS: ceilings.leaveS,
  };
  if (limit === null)
    return cutOf(held, {
      ...shared,
      when: unknownWhen(held),
      sentence: `Whether ${pool} restarts by ${name} is unknown.`,
    });
  return cutOf(held, {
    ...shared,
    when: `after ${number(limit)} ${unit}`,
    sentence: `${pool} restarts after ${number(limit)} ${unit} and cuts every socket, with ${leaveWords(ceilings)}.`,
    arithmetic: [`${held.setting.name}: ${number(limit)} ${unit}`, 'when that is depends on traffic'],
  });
}

export function grace(ceilings: Ceilings): LifetimeCut | null {
  const held = ceilings.ofPool('processModel.shutdownTimeLimit');
  if (held === null) return null;
  const pool = ceilings.pool ?? '';
  const seconds = ceilings.leaveS;
  return cutOf(held, {
    id: 'pool.shutdownTimeLimit',
    title: 'time to leave',
    cuts: 'none',
    ...(seconds === null ? { when: unknownWhen(held) } : {}),
    sentence:
      seconds === null
        ? `How long sockets have to leave when ${pool} recycles is unknown.`
        : `It starts nothing by itself: when ${pool} recycles, for whatever reason, its open sockets have ${duration(seconds)} to leave; ASP.NET ends its own at once.`,
  });
}
