/** Somebody watches: as often as this, where it costs the server little enough. */
const EVERY_MS = 2_000;
/** Of one core of the server, at most. */
const SHARE = 0.05;
const LONGEST_WAIT_MS = 60_000;

/**
 * From the end of one reading to the beginning of the next. A reading works on one core at a time, so what it took
 * bounds what it cost: took / (took + pause) stays at or below 5 %.
 */
export function pauseAfter(tookMs: number): number {
  const cost = costOf(tookMs);
  return Math.max(EVERY_MS - cost, (cost * (1 - SHARE)) / SHARE);
}

/** After a failed reading: longer with each one in a row, and never more often than its cost allows. */
export function pauseAfterFailure(tookMs: number, failures: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, EVERY_MS * 2 ** Math.max(1, failures));
  return Math.max(wait, pauseAfter(tookMs));
}

const costOf = (tookMs: number): number => (Number.isFinite(tookMs) && tookMs > 0 ? tookMs : 0);
