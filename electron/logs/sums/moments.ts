import { BLOCK, MomentCells } from './moment-cells';

/** Three years of blocks without a gap, some 10 MB. */
const MOST_BLOCKS = 150_000;
/** Moments that are known to the second, 8 bytes each. */
const MOST_CELLS = 600_000;
/** Blocks that know their seconds: a log that has any time in each line must not make a list for each. */
const MOST_DETAILED = 20_000;

const blockOf = (second: number): number => Math.floor(second / BLOCK);

/**
 * When sockets ended and began: by blocks of ten minutes for the whole scan, and by seconds in the blocks where a second
 * stands out. So what is usual and how many were open is true however many sockets there were. A block that gave up its
 * seconds counts new ones again: they are lower bounds then.
 */
export class Moments {
  private readonly ends = new Map<number, number>();
  private readonly begins = new Map<number, number>();
  private readonly cells = new Map<number, MomentCells>();
  /** By block: ends whose second was given up. */
  private readonly blurred = new Map<number, number>();
  private held = 0;
  /** Seconds since 1970: of the first end, the first begin and the last end; Infinity and -1 where there is none. */
  firstEnd = Infinity;
  firstBegin = Infinity;
  lastEnd = -1;
  /** The rows have so many different times that nothing is known of them any more. */
  lost = false;

  constructor(private readonly most = { blocks: MOST_BLOCKS, cells: MOST_CELLS }) {}

  /** Seconds of ends (0: unknown) and lives in ms (-1: unknown, then the socket was never seen open). */
  add(seconds: Uint32Array, lives: Float64Array): void {
    for (let at = 0; at < seconds.length && !this.lost; at += 1) {
      const end = seconds[at] ?? 0;
      if (end === 0) continue;
      const begin = Math.max(0, Math.floor(end - Math.max(0, lives[at] ?? 0) / 1000));
      this.count(this.ends, end, 0);
      this.count(this.begins, begin, BLOCK);
      this.firstEnd = Math.min(this.firstEnd, end);
      this.lastEnd = Math.max(this.lastEnd, end);
      this.firstBegin = Math.min(this.firstBegin, begin);
      if (this.held > this.most.cells || this.cells.size > MOST_DETAILED) this.thin();
      if (this.ends.size > this.most.blocks || this.begins.size > this.most.blocks) this.lose();
    }
  }

  private count(totals: Map<number, number>, second: number, first: number): void {
    const block = blockOf(second);
    totals.set(block, (totals.get(block) ?? 0) + 1);
    let cells = this.cells.get(block);
    if (!cells) {
      cells = new MomentCells();
      this.cells.set(block, cells);
    }
    const before = cells.size;
    cells.add(first + second - block * BLOCK);
    this.held += cells.size - before;
  }

  private lose(): void {
    this.lost = true;
    for (const map of [this.ends, this.begins, this.cells, this.blurred]) map.clear();
    this.held = 0;
  }

  /** The blocks in which no second stands out give up their seconds, until half is left. */
  private thin(): void {
    const scored = [...this.cells].map(([block, cells]) => ({ block, cells, score: cells.score() }));
    for (const { block, cells } of scored.sort((a, b) => a.score - b.score)) {
      if (this.held <= this.most.cells / 2 && this.cells.size <= MOST_DETAILED / 2) break;
      this.held -= cells.size;
      this.cells.delete(block);
      this.blurred.set(block, (this.blurred.get(block) ?? 0) + cells.countIn(0, BLOCK));
    }
  }

  /** How many ended in [from, to); where the seconds were given up, as if spread evenly over their block. */
  endedIn(from: number, to: number): number {
    let sum = 0;
    for (let block = blockOf(from); block * BLOCK < to; block += 1) {
      const start = Math.max(0, from - block * BLOCK);
      const end = Math.min(BLOCK, to - block * BLOCK);
      sum += this.cells.get(block)?.countIn(start, end) ?? 0;
      sum += ((this.blurred.get(block) ?? 0) * (end - start)) / BLOCK;
    }
    return sum;
  }

  /** Ends of this second: a lower bound where its block once gave up its seconds. */
  endedAt(second: number): number {
    const block = blockOf(second);
    const place = second - block * BLOCK;
    return this.cells.get(block)?.countIn(place, place + 1) ?? 0;
  }

  /** How many began before this second and ended in it or later; null where that isn't known. */
  openAt(second: number): number | null {
    const own = blockOf(second);
    if (this.lost || this.blurred.has(own)) return null;
    let open = 0;
    for (const [block, count] of this.begins) if (block < own) open += count;
    for (const [block, count] of this.ends) if (block < own) open -= count;
    const place = second - own * BLOCK;
    const cells = this.cells.get(own);
    return cells ? open + cells.countIn(BLOCK, BLOCK + place) - cells.countIn(0, place) : open;
  }

  /** How far a second stands out of its half hour, in standard deviations: says which sockets to keep. */
  standing(second: number): number {
    const block = blockOf(second);
    const here = this.endedAt(second);
    const all = [-1, 0, 1].reduce((sum, step) => sum + (this.ends.get(block + step) ?? 0), 0);
    const usual = (all - here) / (3 * BLOCK - 1);
    return (here - usual) / Math.sqrt(usual + 1);
  }

  /** The seconds in which at least so many ended, ascending. */
  busy(least: number): { second: number; ended: number }[] {
    return [...this.cells]
      .sort(([a], [b]) => a - b)
      .flatMap(([block, cells]) =>
        cells.busy(least).map(({ place, ended }) => ({ second: block * BLOCK + place, ended })),
      );
  }
}
