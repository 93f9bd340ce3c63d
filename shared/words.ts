/** Numbers, durations and lists as an administrator reads them: "5,000", "29 h", "a, b and c". Pure. */

/** "4294967295" → "4,294,967,295". Written by hand: the words must not change with the machine's locale. */
export function number(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** `count(1, 'socket')` → "1 socket", `count(1204, 'socket')` → "1,204 sockets". */
export function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/**
 * Seconds in words: 90 → "90 s", 120 → "2 min", 150 → "2 min 30 s", 104400 → "29 h", 172800 → "2 days".
 * Under two minutes stay seconds and under two days stay hours, as IIS's own pages count them.
 */
export function duration(seconds: number): string {
  if (seconds < 120) return `${number(seconds)} s`;
  const days = seconds >= 172_800 ? Math.floor(seconds / 86_400) : 0;
  const rest = seconds - days * 86_400;
  const parts = [
    days > 0 ? count(days, 'day') : '',
    rest >= 3600 ? `${Math.floor(rest / 3600)} h` : '',
    rest % 3600 >= 60 ? `${Math.floor((rest % 3600) / 60)} min` : '',
    rest % 60 > 0 ? `${rest % 60} s` : '',
  ];
  return parts.filter((part) => part !== '').join(' ');
}

/** As `duration`, without the seconds of hours and the minutes of days: 104397 → "29 h". */
export function roughly(seconds: number): string {
  const step = seconds >= 172_800 ? 3600 : seconds >= 600 ? 60 : 1;
  return duration(Math.round(seconds / step) * step);
}

/** 10800 → "03:00", 10830 → "03:00:30". */
export function timeOfDay(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const parts = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return parts
    .slice(0, seconds % 60 === 0 ? 2 : 3)
    .map(two)
    .join(':');
}

/** A reason that came as a sentence, to stand inside another one: "It is gone." → "It is gone". */
export function embed(reason: string): string {
  return reason.replace(/[.\s]+$/, '');
}

/** The beginning of a sentence within another one: "The way is shut" → "the way is shut"; "TLS …" stays. */
export const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
