import type { LimitRung } from '../../../../shared/model/limits';
import { UNLIMITED } from '../../config';
import type { Ceilings } from '../facts';
import { applicationRung, queueRung, siteRung } from './of-iis';
import { aspNetRung, backendRung, clientRung, iisnodeRung } from './of-others';

/** Every limit that a socket of the application meets, lowest first; unlimited and unknown ones last. */
export function rungsOf(ceilings: Ceilings): LimitRung[] {
  const rungs = [
    siteRung(ceilings),
    applicationRung(ceilings),
    queueRung(ceilings),
    clientRung(ceilings),
    aspNetRung(ceilings),
    iisnodeRung(ceilings),
    backendRung(ceilings),
  ].flatMap((one) => (one === null ? [] : [one]));
  return rungs.sort((one, other) => height(one) - height(other));
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
