import { NumberList } from './number-list';

/** Up to so many lives are kept as they are, 8 bytes each; beyond, in classes of a thousandth. */
const MOST_EXACT = 250_000;
const FINE = 1024;

/** The class of a life: every millisecond up to 2,048 ms, then 1,024 to each doubling. */
function classOf(ms: number): number {
  if (ms < 2 * FINE) return ms;
  const doublings = Math.floor(Math.log2(ms / FINE));
  return (doublings + 1) * FINE + Math.floor(ms / 2 ** doublings) - FINE;
}

function middleOf(index: number): number {
  if (index < 2 * FINE) return index;
  const doublings = Math.floor(index / FINE) - 1;
  const width = 2 ** doublings;
  return Math.floor(((index % FINE) + FINE) * width + width / 2);
}

/** Lives in ms and how many had each, ascending. */
export interface LifeCounts {
  ms: Float64Array;
  count: Float64Array;
}

/** How long sockets lived. Percentiles are nearest-rank: a life that was really lived, or its class's middle. */
export class Lives {
  private exact: NumberList<Float64Array<ArrayBuffer>> | null = new NumberList(
    (length) => new Float64Array(length),
  );
  private readonly classes = new Map<number, number>();
  /** null: to be made anew. */
  private sorted: LifeCounts | null = null;
  count = 0;
  max = 0;

  constructor(private readonly mostExact = MOST_EXACT) {}

  add(lives: Float64Array): void {
    if (lives.length > 0) this.sorted = null;
    for (const ms of lives) {
      if (ms < 0) continue;
      this.count += 1;
      if (ms > this.max) this.max = ms;
      if (this.exact) this.exact.push(ms);
      else this.addToClass(ms);
    }
    if (!this.exact || this.exact.length <= this.mostExact) return;
    for (const ms of this.exact.view()) this.addToClass(ms);
    this.exact = null;
  }

  private addToClass(ms: number): void {
    const index = classOf(ms);
    this.classes.set(index, (this.classes.get(index) ?? 0) + 1);
  }

  /** All but `others`, which were added here, too. */
  without(others: Lives): LifeCounts {
    const counts = this.counts();
    if (others.count === 0) return counts;
    const gone = new Map<number, number>();
    const { ms, count } = others.counts();
    ms.forEach((life, at) => {
      const as = this.exact ? life : middleOf(classOf(life));
      gone.set(as, (gone.get(as) ?? 0) + (count[at] ?? 0));
    });
    return {
      ms: counts.ms,
      count: counts.count.map((all, at) => Math.max(0, all - (gone.get(counts.ms[at] ?? -1) ?? 0))),
    };
  }

  /** Not to be changed: the same one until more is added. */
  counts(): LifeCounts {
    return (this.sorted ??= this.counted());
  }

  private counted(): LifeCounts {
    if (this.exact) return runs(this.exact.view().slice().sort());
    const sorted = [...this.classes].sort(([a], [b]) => a - b);
    return {
      ms: Float64Array.from(sorted, ([index]) => middleOf(index)),
      count: Float64Array.from(sorted, ([, count]) => count),
    };
  }
}

function runs(sorted: Float64Array): LifeCounts {
  const ms = new Float64Array(sorted.length);
  const count = new Float64Array(sorted.length);
  let last = -1;
  for (const life of sorted) {
    if (last < 0 || ms[last] !== life) ms[(last += 1)] = life;
    count[last] = (count[last] ?? 0) + 1;
  }
  return { ms: ms.subarray(0, last + 1), count: count.subarray(0, last + 1) };
}

/** The smallest life that at least `share` (0 to 1) of the sockets did not outlive; 0 when there are none. */
export function percentile(counts: LifeCounts, share: number): number {
  const total = counts.count.reduce((sum, count) => sum + count, 0);
  const rank = Math.ceil(share * total);
  let seen = 0;
  for (const [at, count] of counts.count.entries()) {
    seen += count;
    if (seen >= rank) return counts.ms[at] ?? 0;
  }
  return 0;
}
