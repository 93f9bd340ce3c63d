import type { Environment } from '../../../shared/model/machine';
import type { RuntimeState } from '../../../shared/model/runtime';
import { fold } from '../config';

/** What is known of the server's own time. */
export interface Moment {
  /** Seconds since its midnight; null where its clock was not read. */
  timeOfDayS: number | null;
  /** Seconds that a pool's worker process has run; null: none runs; undefined: not told. */
  workerAgeS(pool: string): number | null | undefined;
}

const DAY_S = 86_400;

/**
 * The moment of a forecast. `nowMs` is our own clock (Date.now()): what has gone by since the run-time state was read
 * counts, as fast as that server's clock runs. A real server tells its zone, and its clock is taken to go as ours does.
 */
export function momentOf(
  runtime: RuntimeState | null,
  environment: Environment | null,
  nowMs: number,
): Moment {
  const clock = runtime?.clock;
  const gone =
    runtime === null ? 0 : Math.max(0, (nowMs - Date.parse(runtime.at)) / 1000) * (clock?.speed ?? 1);
  return {
    timeOfDayS: clock ? (clock.timeOfDayS + gone) % DAY_S : localTimeOf(environment, nowMs),
    workerAgeS: (pool) => {
      const age = runtime?.pools.find(({ name }) => fold(name) === fold(pool))?.workerAgeS;
      return age === null || age === undefined ? age : age + gone;
    },
  };
}

function localTimeOf(environment: Environment | null, nowMs: number): number | null {
  if (environment === null) return null;
  return (nowMs / 1000 + environment.clock.offsetMinutes * 60) % DAY_S;
}
