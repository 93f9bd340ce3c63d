import type { LifeCounts } from '../sums/lives';

/** Lives that many sockets had: `ms` is their middle, they lie in [from, to]. */
export interface PeakRange {
  ms: number;
  count: number;
  from: number;
  to: number;
}

/** Fewer sockets than this say nothing. */
const LEAST = 10;
/** And fewer than this share of all. */
const LEAST_SHARE = 0.02;
/** How many times as dense as its surroundings a peak is. */
const STANDS_OUT = 4;
const MOST_PEAKS = 6;

/** A time-out's lives spread by its timer: a second, or two per cent of long ones. */
const widthAt = (ms: number): number => Math.max(1000, ms * 0.02);

/**
 * The lives that stand out, most sockets first: a window in which far more sockets lie than in its neighbours. Found by
 * moving the window over the sorted lives, taking the fullest, and looking again without what was taken.
 */
export function findPeaks(lives: LifeCounts): PeakRange[] {
  const ms = lives.ms;
  const left = Float64Array.from(lives.count);
  const total = left.reduce((sum, count) => sum + count, 0);
  const least = Math.max(LEAST, total * LEAST_SHARE);
  const peaks: PeakRange[] = [];
  // A window that is full but doesn't stand out is put aside, or it would be found again.
  for (let tries = 0; tries < 4 * MOST_PEAKS && peaks.length < MOST_PEAKS; tries += 1) {
    const full = fullest(ms, left);
    if (full.count < least) break;
    const core = trim(ms, left, full.from, full.to);
    if (standsOut(ms, lives.count, core)) peaks.push(core);
    for (let at = full.from; at <= full.to; at += 1) left[at] = 0;
  }
  return peaks.sort((a, b) => b.count - a.count);
}

/** The window with the most sockets, as places in `ms`, both included. */
function fullest(ms: Float64Array, count: Float64Array): { from: number; to: number; count: number } {
  const best = { from: 0, to: 0, count: 0 };
  let inside = 0;
  let to = -1;
  for (let from = 0; from < ms.length; from += 1) {
    const start = ms[from] ?? 0;
    const end = start + widthAt(start);
    while (to + 1 < ms.length && (ms[to + 1] ?? 0) <= end) inside += count[(to += 1)] ?? 0;
    if (inside > best.count) Object.assign(best, { from, to, count: inside });
    inside -= count[from] ?? 0;
  }
  return best;
}

/** Leaves out the stragglers at a window's edges: what is far from the middle 90 per cent. */
function trim(ms: Float64Array, count: Float64Array, from: number, to: number): PeakRange {
  const low = msAt(ms, count, from, to, 0.05);
  const high = msAt(ms, count, from, to, 0.95);
  const slack = (high - low) / 2 + 100;
  let first = from;
  let last = to;
  while ((ms[first] ?? 0) < low - slack) first += 1;
  while ((ms[last] ?? 0) > high + slack) last -= 1;
  return {
    ms: msAt(ms, count, first, last, 0.5),
    count: sum(count, first, last),
    from: ms[first] ?? 0,
    to: ms[last] ?? 0,
  };
}

function msAt(ms: Float64Array, count: Float64Array, from: number, to: number, share: number): number {
  const rank = share * sum(count, from, to);
  let seen = 0;
  for (let at = from; at <= to; at += 1) {
    seen += count[at] ?? 0;
    if (seen >= rank) return ms[at] ?? 0;
  }
  return ms[to] ?? 0;
}

function sum(count: Float64Array, from: number, to: number): number {
  let all = 0;
  for (let at = from; at <= to; at += 1) all += count[at] ?? 0;
  return all;
}

/** Against the lives right before and behind it, over three windows' width on each side. */
function standsOut(ms: Float64Array, count: Float64Array, peak: PeakRange): boolean {
  const width = Math.max(widthAt(peak.from), peak.to - peak.from);
  const reach = 3 * width;
  let around = 0;
  ms.forEach((value, at) => {
    const before = value < peak.from && value >= peak.from - reach;
    const behind = value > peak.to && value <= peak.to + reach;
    if (before || behind) around += count[at] ?? 0;
  });
  // Nothing lives shorter than no time: at the lower end there is less to compare with.
  const looked = Math.min(peak.from, reach) + reach;
  const expected = (around / looked) * width;
  return peak.count >= STANDS_OUT * expected;
}
