import { dayStart, numberAt } from './bytes';
import { put } from './row';
import type { Row } from './row';

const FIRST_LINE = /^\S+ \S+ .*\[\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\] "/;
const STAMP = /^(\d{2})\/([A-Z][a-z]{2})\/(\d{4}):(\d{2}):(\d{2}):(\d{2}) ([+-])(\d{2})(\d{2})$/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const SPACE = 32;
const QUOTE = 34;
const OPEN = 91;
const STAMP_LENGTH = 26;

/** Whether a log begins as the NCSA common format does. */
export const looksLikeNcsa = (head: string): boolean => FIRST_LINE.test(head);

/**
 * Reads the line [from, to) into `row`: client, two names, [time with its zone], "request", status, bytes. It has neither
 * substatus nor time taken. The status is found from the line's end, because a request may hold anything.
 */
export function readNcsaLine(bytes: Buffer, from: number, to: number, row: Row): void {
  row.bytes = bytes;
  const beforeBytes = bytes.lastIndexOf(SPACE, to - 1);
  const statusAt = beforeBytes - 3;
  const sound = statusAt - 2 >= from && bytes[statusAt - 1] === SPACE && bytes[statusAt - 2] === QUOTE;
  row.status = sound ? numberAt(bytes, statusAt, beforeBytes) : -1;
  const clientEnd = within(bytes.indexOf(SPACE, from), to);
  put(row.client, bytes, from, clientEnd);
  const open = within(bytes.indexOf(OPEN, clientEnd), to);
  row.second = secondOf(bytes.toString('latin1', open + 1, Math.min(to, open + 1 + STAMP_LENGTH)));
  const request = within(bytes.indexOf(QUOTE, open), to);
  const url = within(bytes.indexOf(SPACE, request), to) + 1;
  let end = url;
  while (end < to && bytes[end] !== SPACE && bytes[end] !== QUOTE && bytes[end] !== 63) end += 1;
  put(row.url, bytes, url, end);
}

const within = (at: number, to: number): number => (at < 0 || at > to ? to : at);

function secondOf(text: string): number {
  const [, day, month, year, hour, minute, second, sign, zoneHours, zoneMinutes] = STAMP.exec(text) ?? [];
  const start = dayStart(Number(year), MONTHS.indexOf(month ?? '') + 1, Number(day));
  if (Number.isNaN(start) || start < 0 || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59)
    return -1;
  const zone = (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60 * (sign === '-' ? -1 : 1);
  return start + Number(hour) * 3600 + Number(minute) * 60 + Number(second) - zone;
}
