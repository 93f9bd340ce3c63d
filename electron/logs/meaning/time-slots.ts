import type { LogView } from '../../../shared/model/logs';
import type { TimeSumsWire } from '../sums/time-sums';

/** A chart has no more columns than this. */
const MOST_SLOTS = 400;
/** Seconds: what a person would call a slot. */
const STEPS = [60, 300, 600, 1800, 3600, 10_800, 21_600, 43_200, 86_400, 604_800];

/** Counts by minute as the columns of a chart: slots without a row are 0. */
export function timeSlots({ step, times, status, counts }: TimeSumsWire): LogView['times'] {
  const first = times[0];
  const last = times.at(-1);
  if (first === undefined || last === undefined) return { stepS: step, start: [], ended: [], refused: [] };
  const stepS =
    STEPS.find((each) => each >= step && each % step === 0 && (last - first) / each < MOST_SLOTS) ??
    Math.ceil((last - first) / MOST_SLOTS / 604_800) * 604_800;
  const begin = Math.floor(first / stepS) * stepS;
  // Never a single column: a slot on either side says that there was nothing.
  const length = Math.floor((last - begin) / stepS) + 3;
  const start = Array.from({ length }, (_, at) => begin + (at - 1) * stepS);
  const zeros = (): number[] => start.map(() => 0);
  const ended = zeros();
  const refused = new Map<number, number[]>();
  times.forEach((time, at) => {
    const of = status[at] ?? 0;
    const slot = Math.floor((time - begin) / stepS) + 1;
    let column = ended;
    if (of !== 101) {
      column = refused.get(of) ?? zeros();
      refused.set(of, column);
    }
    column[slot] = (column[slot] ?? 0) + (counts[at] ?? 0);
  });
  return {
    stepS,
    start,
    ended,
    refused: [...refused].sort(([a], [b]) => a - b).map(([of, column]) => ({ status: of, counts: column })),
  };
}
