import type { LogRange } from '../../../shared/model/logs';

export const spans = ['hour', 'day', 'week', 'all'] as const;
export type SpanName = (typeof spans)[number];
export const spanWords: Record<SpanName, string> = {
  hour: 'Last hour',
  day: 'Last day',
  week: '7 days',
  all: 'All',
};
const seconds: Record<SpanName, number | null> = { hour: 3600, day: 86_400, week: 604_800, all: null };

/** A stretch that ends now, open at the end: rows that come while it is shown belong to it. */
export function rangeOf(span: SpanName, nowMs: number): LogRange {
  const length = seconds[span];
  return { since: length === null ? null : Math.floor(nowMs / 1000) - length, until: null };
}

/** "2026-11-24 03:00" in UTC, as the logs have it; null for what is no time. */
export function readStamp(text: string): number | null {
  const found = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?)?$/.exec(text.trim());
  if (!found) return null;
  const at = Date.parse(`${found[1] ?? ''}T${found[2] ?? '00:00'}:${found[3] ?? '00'}Z`);
  return Number.isNaN(at) || at < 0 ? null : at / 1000;
}

export const stamp = (second: number): string =>
  new Date(second * 1000).toISOString().slice(0, 19).replace('T', ' ');
