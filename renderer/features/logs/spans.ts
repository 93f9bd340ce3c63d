import type { LogRange } from '../../../shared/model/logs';

export const spans = ['hour', 'day', 'week', 'all'] as const;
/** `custom`: from – to, written or brushed. */
export type SpanName = (typeof spans)[number] | 'custom';
export const spanWords: Record<(typeof spans)[number], string> = {
  hour: 'Last hour',
  day: 'Last day',
  week: '7 days',
  all: 'All',
};
const seconds: Record<(typeof spans)[number], number | null> = {
  ...{ hour: 3600, day: 86_400, week: 604_800, all: null },
};
/** The last second that a range can have: 2106-02-07. */
const LAST = 4_294_967_295;

/** A stretch that ends now, open at the end: rows that come while it is shown belong to it. */
export function rangeOf(span: (typeof spans)[number], nowMs: number): LogRange {
  const length = seconds[span];
  return { since: length === null ? null : Math.floor(nowMs / 1000) - length, until: null };
}

/** "2026-11-24 03:00" as the logs have it, in seconds since 1970; null for what is no time, or none of 1970 to 2106. */
export function readStamp(text: string): number | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text.trim());
  if (!found) return null;
  const written = `${found[1] ?? ''}T${found[2] ?? '00:00'}:${found[3] ?? '00'}`;
  const at = Date.parse(`${written}Z`) / 1000;
  if (Number.isNaN(at) || at < 0 || at > LAST) return null;
  // A 31st of February is read as a day of March.
  return stamp(at) === written.replace('T', ' ') ? at : null;
}

/** What is wrong with the two fields, in one sentence, or null. Either may be empty. */
export function stampFault(from: string, to: string): string | null {
  for (const text of [from, to])
    if (text.trim() !== '' && readStamp(text) === null)
      return `“${text.trim().slice(0, 30)}” is no time of 1970 to 2105: write it like 2026-11-24 03:00.`;
  const [since, until] = [readStamp(from), readStamp(to)];
  return since !== null && until !== null && since > until
    ? 'The stretch ends before it begins: exchange the two times.'
    : null;
}

/** "2026-11-24 03:00:00" of seconds since 1970. */
export const stamp = (second: number): string =>
  new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');

/** "2026-11-24 03:00:00 to 03:09:59 UTC"; the day stands twice where the stretch goes over midnight. */
export function stretchWords(from: number, to: number, zone: string): string {
  const [begin, end] = [stamp(from), stamp(to)];
  const sameDay = begin.slice(0, 10) === end.slice(0, 10);
  return `${begin} to ${sameDay ? end.slice(11) : end} ${zone}`;
}
