import type { LimitRung } from '../../../shared/model/limits';
import type { Ceilings, Held } from './facts';
import { numberOf, UNLIMITED, whyUnknown } from '../config';

interface Words {
  id: string;
  title: string;
  note: string;
  bounds: LimitRung['bounds'];
  /** What is wrong with 0. */
  zero?: string;
}

/** Every limit that a socket of the application meets, lowest first; unlimited and unknown ones last. */
export function rungsOf(ceilings: Ceilings): LimitRung[] {
  const queue = ceilings.ofPool('queueLength');
  const rungs = [
    rung(ceilings.ofSite('limits.maxConnections'), {
      id: 'site.maxConnections',
      title: 'Site maxConnections',
      note: 'all connections of the site; 4,294,967,295 means unlimited',
      bounds: 'sockets',
      zero:
        ceilings.live === null
          ? '0 is not unlimited: HTTP.sys would allow no connection'
          : '0 is not unlimited: no connection is let in',
    }),
    // An open socket is a running request until it ends, so this is the real ceiling of a stock server (then 503.2).
    rung(ceilings.ofApplication('serverRuntime.appConcurrentRequestLimit'), {
      id: 'application.appConcurrentRequestLimit',
      title: 'appConcurrentRequestLimit',
      note: 'per application; every open socket is a running request',
      bounds: 'sockets',
      zero: 'what IIS does at 0 is not documented',
    }),
    ...(queue === null
      ? []
      : [
          rung(queue, {
            id: 'pool.queueLength',
            title: 'Pool queueLength',
            note: 'holds bursts, not sockets',
            bounds: 'bursts',
          }),
        ]),
  ];
  return rungs.sort((one, other) => height(one) - height(other));
}

function rung({ setting, target }: Held, { id, title, note, bounds, zero }: Words): LimitRung {
  const value = numberOf(setting);
  return {
    id,
    title,
    note,
    value: value === UNLIMITED ? null : value,
    ...(value === null ? { unknown: whyUnknown(setting) } : {}),
    bounds,
    source: setting.source,
    target,
    setting: setting.name,
    ...(value === 0 && zero !== undefined ? { problem: zero } : {}),
  };
}

/** Where it stands on the ladder: by value, then the unlimited, then what isn't known. */
function height({ value, unknown }: LimitRung): number {
  if (unknown !== undefined) return UNLIMITED + 1;
  return value ?? UNLIMITED;
}

/** The ceiling that is met first; null when none that is known bounds sockets. */
export function firstCeiling(rungs: readonly LimitRung[]): (LimitRung & { value: number }) | null {
  const first = rungs.find(
    (one): one is LimitRung & { value: number } => one.bounds === 'sockets' && one.value !== null,
  );
  return first ?? null;
}
