/** A stretch of time, both ends included; null is open. Seconds since 1970. */
export interface Stretch {
  since: number | null;
  until: number | null;
}

/** When sockets ended, without those of a time-out. */
export interface Ends {
  /** The first and the last end, and the first begin, of all that was read. */
  first: number;
  last: number;
  firstBegin: number;
  in: (from: number, to: number) => number;
}

/** Seconds before and behind that say what is usual, but for those next to it: a cut takes its time. */
const AROUND = 300;
const NEXT = 10;
/** Seconds with less than this of ends around them are compared with the time in which sockets were open. */
const LEAST_ENDS = 30;
const LEAST_OPEN = 10;

/**
 * How many sockets end in a second around `at`, over the time that the logs cover and the range lets through; null where
 * that is too short to say anything.
 */
export function usualAround(ends: Ends, at: number, { since, until }: Stretch): number | null {
  const last = Math.min(ends.last, until ?? Infinity) + 1;
  const from = Math.max(ends.first, since ?? 0);
  const fromOpen = Math.max(Math.min(ends.first, ends.firstBegin), since ?? 0);
  const before = { from: at - AROUND, to: at - NEXT };
  const behind = { from: at + NEXT + 1, to: at + AROUND + 1 };
  const covered = (start: number): number =>
    [before, behind].reduce(
      (sum, side) => sum + Math.max(0, Math.min(side.to, last) - Math.max(side.from, start)),
      0,
    );
  const seconds = covered(from) >= LEAST_ENDS ? covered(from) : covered(fromOpen);
  if (seconds < LEAST_OPEN) return null;
  return (ends.in(before.from, before.to) + ends.in(behind.from, behind.to)) / seconds;
}
