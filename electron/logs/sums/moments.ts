import { PairTable } from './pair-table';
import { countBelow } from './sorted';

/** Seconds of a block: ten minutes. */
const BLOCK = 600;
/** Two and a half years of blocks without a gap, 3 MB. */
const MOST_BLOCKS = 131_072;
/** Seconds that are counted each by itself: a day and a half without a gap, 3 MB. */
const MOST_SECONDS = 131_072;

const blockOf = (second: number): number => Math.floor(second / BLOCK);

/** Seconds ascending; before each, how many ended, and how many more began than ended. */
interface Running {
  seconds: Uint32Array;
  ended: Float64Array;
  opened: Float64Array;
}

/**
 * When sockets ended and began: by blocks of ten minutes for the whole scan, and by seconds, of which those that don't
 * stand out are given up when they are too many. So what is usual and how many were open is true however many sockets
 * there were. A second that was given up and comes again counts anew: a lower bound then.
 */
export class Moments {
  /** By block: ends and begins. */
  private blocks = new PairTable();
  /** By second: ends and begins. */
  private seconds = new PairTable();
  /** By block: ends and begins whose second was given up. */
  private blurred = new PairTable();
  /** null: to be made anew. */
  private sums: Running | null = null;
  /** Seconds since 1970: of the first end, the first begin and the last end; Infinity and -1 where there is none. */
  firstEnd = Infinity;
  firstBegin = Infinity;
  lastEnd = -1;
  /** The rows have so many different times that nothing is known of them any more. */
  lost = false;

  constructor(private readonly most = { blocks: MOST_BLOCKS, seconds: MOST_SECONDS }) {}

  /** Seconds of ends (0: unknown) and lives in ms (-1: unknown, then the socket was never seen open). */
  add(seconds: Uint32Array, lives: Float64Array): void {
    this.sums = null;
    for (let at = 0; at < seconds.length && !this.lost; at += 1) {
      const end = seconds[at] ?? 0;
      if (end === 0) continue;
      const begin = Math.max(0, Math.floor(end - Math.max(0, lives[at] ?? 0) / 1000));
      this.blocks.add(blockOf(end), 1, 0);
      this.blocks.add(blockOf(begin), 0, 1);
      this.seconds.add(end, 1, 0);
      this.seconds.add(begin, 0, 1);
      this.firstEnd = Math.min(this.firstEnd, end);
      this.lastEnd = Math.max(this.lastEnd, end);
      this.firstBegin = Math.min(this.firstBegin, begin);
      if (this.seconds.size > this.most.seconds) this.thin();
      if (this.blocks.size > this.most.blocks) this.lose();
    }
  }

  private lose(): void {
    this.lost = true;
    this.blocks = new PairTable();
    this.seconds = new PairTable();
    this.blurred = new PairTable();
  }

  /** The half of the seconds that stand out least, or more where many are alike, go into their blocks. */
  private thin(): void {
    const scores = new Float32Array(this.seconds.size);
    let seen = 0;
    this.seconds.each((second) => (scores[seen++] = this.standing(second)));
    const least = scores.sort()[Math.floor(scores.length / 2)] ?? 0;
    const kept = new PairTable();
    this.seconds.each((second, ends, begins) => {
      // As it was compared: in single precision.
      if (Math.fround(this.standing(second)) > least) kept.add(second, ends, begins);
      else this.blurred.add(blockOf(second), ends, begins);
    });
    this.seconds = kept;
  }

  /** How many ended in [from, to); where the seconds were given up, as if spread evenly over their block. */
  endedIn(from: number, to: number): number {
    const { seconds, ended } = this.running;
    let sum = (ended[countBelow(seconds, to)] ?? 0) - (ended[countBelow(seconds, from)] ?? 0);
    for (let block = blockOf(from); block * BLOCK < to; block += 1) {
      const start = Math.max(0, from - block * BLOCK);
      const end = Math.min(BLOCK, to - block * BLOCK);
      sum += (this.blurred.first(block) * (end - start)) / BLOCK;
    }
    return sum;
  }

  private get running(): Running {
    if (this.sums) return this.sums;
    const seconds = this.seconds.sorted();
    const ended = new Float64Array(seconds.length + 1);
    const opened = new Float64Array(seconds.length + 1);
    seconds.forEach((second, at) => {
      const [ends, begins] = this.seconds.get(second);
      ended[at + 1] = (ended[at] ?? 0) + ends;
      opened[at + 1] = (opened[at] ?? 0) + begins - ends;
    });
    return (this.sums = { seconds, ended, opened });
  }

  /** Ends of this second: a lower bound where it was once given up. */
  endedAt(second: number): number {
    return this.seconds.first(second);
  }

  /** How many began before this second and ended in it or later; null where that isn't known. */
  openAt(second: number): number | null {
    const own = blockOf(second);
    if (this.lost || this.blurred.has(own)) return null;
    let open = 0;
    this.blocks.each((block, ends, begins) => {
      if (block < own) open += begins - ends;
    });
    const { seconds, opened } = this.running;
    return (
      open + (opened[countBelow(seconds, second)] ?? 0) - (opened[countBelow(seconds, own * BLOCK)] ?? 0)
    );
  }

  /** How far a second stands out of its half hour, in standard deviations: says which sockets to keep. */
  standing(second: number): number {
    const block = blockOf(second);
    const here = this.endedAt(second);
    const all = this.blocks.first(block - 1) + this.blocks.first(block) + this.blocks.first(block + 1);
    const usual = (all - here) / (3 * BLOCK - 1);
    return (here - usual) / Math.sqrt(usual + 1);
  }

  /** The seconds in which at least so many ended, ascending. */
  busy(least: number): { second: number; ended: number }[] {
    const found: { second: number; ended: number }[] = [];
    this.seconds.each((second, ended) => {
      if (ended >= least) found.push({ second, ended });
    });
    return found.sort((a, b) => a.second - b.second);
  }
}
