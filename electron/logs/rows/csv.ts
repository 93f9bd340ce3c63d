import type { LogRow } from '../../../shared/model/logs';

const HEAD = ['time', 'clock', 'status', 'reason', 'time-taken (ms)', 'client', 'URL', 'meaning', 'file'];

/**
 * A cell: quoted where it must be (RFC 4180), and with an apostrophe before what a spreadsheet would run as a formula:
 * a client chooses its URL, and "=cmd|…" is one.
 */
export function csvCell(text: string): string {
  const plain = text.replace(/[\r\n]+/g, ' ');
  const safe = /^\s*[=+\-@\t]/.test(plain) && plain !== '-' ? `'${plain}` : plain;
  return /[",;]/.test(safe) || safe !== safe.trim() ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const line = (cells: readonly string[]): string => `${cells.map(csvCell).join(',')}\r\n`;

export const csvHead = (): string => line(HEAD);

export const csvRow = (row: LogRow): string =>
  line([
    row.at === null ? '' : new Date(row.at * 1000).toISOString().slice(0, 19).replace('T', ' '),
    row.clock === 'utc' ? 'UTC' : "the server's own",
    row.status,
    row.reason,
    row.tookMs === null ? '' : String(row.tookMs),
    row.client,
    row.url,
    row.meaning.title,
    row.file,
  ]);
