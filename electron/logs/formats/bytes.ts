// Reading numbers and times where they stand, without making text of them.

const ZERO = 48;

/** What a digit at `at` is worth, or -1. */
function digit(bytes: Uint8Array, at: number): number {
  const value = (bytes[at] ?? 0) - ZERO;
  return value >= 0 && value <= 9 ? value : -1;
}

/** The number in [from, to), at most 15 digits; -1 where that is not what stands there. */
export function numberAt(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > 15) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const next = digit(bytes, at);
    if (next < 0) return -1;
    value = value * 10 + next;
  }
  return value;
}

/** Seconds of the day from "hh:mm:ss", or -1. */
export function clockAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 8 || bytes[from + 2] !== 58 || bytes[from + 5] !== 58) return -1;
  const hour = numberAt(bytes, from, from + 2);
  const minute = numberAt(bytes, from + 3, from + 5);
  const second = numberAt(bytes, from + 6, from + 8);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return -1;
  return hour * 3600 + minute * 60 + second;
}

/** Seconds since 1970 at the start of that day in UTC, or -1 where there is no such day. */
export function dayStart(year: number, month: number, day: number): number {
  const at = Date.UTC(year, month - 1, day);
  const back = new Date(at);
  const same =
    back.getUTCFullYear() === year && back.getUTCMonth() === month - 1 && back.getUTCDate() === day;
  return same && at >= 0 ? at / 1000 : -1;
}

/** "yyyy-mm-dd" as `dayStart`. */
export function dayAt(bytes: Uint8Array, from: number, to: number): number {
  if (to - from !== 10 || bytes[from + 4] !== 45 || bytes[from + 7] !== 45) return -1;
  const year = numberAt(bytes, from, from + 4);
  const month = numberAt(bytes, from + 5, from + 7);
  const day = numberAt(bytes, from + 8, from + 10);
  return year < 0 || month < 0 || day < 0 ? -1 : dayStart(year, month, day);
}
