import type { LogView } from '../../../shared/model/logs';
import type { LifeCounts } from '../sums/lives';

/** Classes to each tenfold: fine enough that a time-out is a column of its own. */
const PER_DECADE = 12;
const DECADES = 10;

const edge = (at: number): number => Math.round(10 ** (at / PER_DECADE));

/** The lives as columns on a log scale from 1 ms to 10^10 ms (115 days; time-taken ends at 49); the empty ends are left out. */
export function lifeClasses({ ms, count }: LifeCounts): LogView['lives'] {
  const counts = new Array<number>(PER_DECADE * DECADES).fill(0);
  ms.forEach((life, at) => {
    const place = Math.floor(Math.log10(Math.max(1, life)) * PER_DECADE + 1e-9);
    const slot = Math.min(counts.length - 1, place);
    counts[slot] = (counts[slot] ?? 0) + (count[at] ?? 0);
  });
  const first = counts.findIndex((each) => each > 0);
  if (first < 0) return [];
  const last = counts.findLastIndex((each) => each > 0);
  return counts
    .slice(first, last + 1)
    .map((each, at) => ({ fromMs: edge(first + at), toMs: edge(first + at + 1), count: each }));
}
