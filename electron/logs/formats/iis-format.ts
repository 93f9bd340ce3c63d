import { clockAt, dayStart, numberAt } from './bytes';
import { put } from './row';
import type { Row } from './row';

const COMMA = 44;
const SPACE = 32;

/** IIS log format: fixed columns, the server's local time, no substatus (DOC: IIS Log File Format). */
const COLUMNS = { client: 0, date: 2, time: 3, site: 4, timeTaken: 7, status: 10, url: 13 } as const;
const WIDTH = 14;

const FIRST_LINE = /^[^,\s]+, [^,]*, \d{1,2}\/\d{1,2}\/\d{2,4}, \d{1,2}:\d{2}:\d{2}, /;

/** Whether a log begins as the IIS format does. */
export const looksLikeIis = (head: string): boolean => FIRST_LINE.test(head);

/** Reads the line [from, to) into `row`. Dates are month/day/year; two digits of a year are of this century. */
export function readIisLine(bytes: Buffer, from: number, to: number, row: Row): void {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let start = from; starts.length < WIDTH && start <= to;) {
    while (start < to && bytes[start] === SPACE) start += 1;
    let at = start;
    while (at < to && bytes[at] !== COMMA) at += 1;
    starts.push(start);
    ends.push(at);
    start = at + 1;
  }
  const start = (column: number): number => starts[column] ?? 0;
  const end = (column: number): number => ends[column] ?? 0;
  const { client, date, time, site, timeTaken, status, url } = COLUMNS;
  row.status = end(status) - start(status) === 3 ? numberAt(bytes, start(status), end(status)) : -1;
  row.bytes = bytes;
  row.timeTaken = numberAt(bytes, start(timeTaken), end(timeTaken));
  const day = dayOf(bytes.toString('latin1', start(date), Math.min(end(date), start(date) + 11)));
  const clock = timeOf(bytes, start(time), end(time));
  row.second = day < 0 || clock < 0 ? -1 : day + clock;
  put(row.url, bytes, start(url), end(url));
  put(row.client, bytes, start(client), end(client));
  put(row.site, bytes, start(site), end(site));
}

function dayOf(text: string): number {
  const found = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})$/.exec(text);
  if (!found) return -1;
  const year = Number(found[3]);
  return dayStart(year < 100 ? 2000 + year : year, Number(found[1]), Number(found[2]));
}

/** "7:55:20" and "17:55:20". */
function timeOf(bytes: Buffer, from: number, to: number): number {
  if (to - from !== 7) return clockAt(bytes, from, to);
  const padded = Buffer.concat([Buffer.from('0'), bytes.subarray(from, to)]);
  return clockAt(padded, 0, 8);
}
