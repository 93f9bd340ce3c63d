/** Seconds of a block: ten minutes. */
export const BLOCK = 600;
const PLACES = 2 * BLOCK;
/** So many single moments are as large as a count for each second. */
const MOST_SPARSE = PLACES / 2;

/** Ends (places 0 to 599) and begins (600 to 1199) of a block by second: a list of moments, or when there are many, counts. */
export class MomentCells {
  private list: number[] = [];
  private counts: Uint32Array | null = null;
  /** Running sums of `counts`; null: to be made anew. */
  private sums: Uint32Array | null = null;

  add(place: number): void {
    if (this.counts) {
      this.counts[place] = (this.counts[place] ?? 0) + 1;
      this.sums = null;
      return;
    }
    this.list.push(place);
    if (this.list.length <= MOST_SPARSE) return;
    this.counts = this.perSecond();
    this.list = [];
  }

  /** In numbers of eight bytes, as a list holds them. */
  get size(): number {
    return this.counts ? MOST_SPARSE : this.list.length;
  }

  private perSecond(): Uint32Array {
    if (this.counts) return this.counts;
    const counts = new Uint32Array(PLACES);
    for (const place of this.list) counts[place] = (counts[place] ?? 0) + 1;
    return counts;
  }

  /** How many lie in the places [from, to). */
  countIn(from: number, to: number): number {
    if (!this.counts) {
      let found = 0;
      for (const place of this.list) if (place >= from && place < to) found += 1;
      return found;
    }
    this.sums ??= runningSums(this.counts);
    return (this.sums[to] ?? 0) - (this.sums[from] ?? 0);
  }

  /** How far the fullest second stands out of all others, in standard deviations. */
  score(): number {
    let all = 0;
    let most = 0;
    for (const count of this.counts?.subarray(0, BLOCK) ?? sparseEnds(this.list)) {
      all += count;
      if (count > most) most = count;
    }
    const usual = (all - most) / (BLOCK - 1);
    return (most - usual) / Math.sqrt(usual + 1);
  }

  /** The seconds of the block in which at least so many ended. */
  busy(least: number): { place: number; ended: number }[] {
    if (!this.counts && this.list.length < least) return [];
    const found: { place: number; ended: number }[] = [];
    this.perSecond()
      .subarray(0, BLOCK)
      .forEach((ended, place) => {
        if (ended >= least) found.push({ place, ended });
      });
    return found;
  }
}

/** How many ended in each second that the list has; its places in order, so that none needs a table. */
function sparseEnds(list: number[]): number[] {
  list.sort((a, b) => a - b);
  const counts: number[] = [];
  let last = -1;
  for (const place of list) {
    if (place >= BLOCK) break;
    if (place === last) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1;
    else counts.push(1);
    last = place;
  }
  return counts;
}

function runningSums(counts: Uint32Array): Uint32Array {
  const sums = new Uint32Array(counts.length + 1);
  counts.forEach((count, at) => (sums[at + 1] = (sums[at] ?? 0) + count));
  return sums;
}
