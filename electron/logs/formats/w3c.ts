import { clockAt, dayAt, numberAt } from './bytes';
import type { Layout } from './layout';
import { nameAt, NO_ANSWER } from './row';
import type { Row } from './row';

const SPACE = 32;
const DASH = 45;
const QUESTION = 63;

/** Reads lines of a layout. The day of the last line is remembered: it is nearly always that of the next. */
export class W3cReader {
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];
  private day = -1;
  private dayText = '';

  /**
   * Reads the line [from, to), without its line end, into `row`. Day is the `#Date` above, for logs without a date of
   * their own. Fields that the line lacks are as not logged.
   */
  read(bytes: Buffer, from: number, to: number, layout: Layout, day: number, row: Row): void {
    const found = this.split(bytes, from, to, layout.width);
    const start = (column: number): number =>
      column >= 0 && column < found ? (this.starts[column] ?? 0) : 0;
    const end = (column: number): number => (column >= 0 && column < found ? (this.ends[column] ?? 0) : 0);
    const { status, substatus, timeTaken, url, client, site, reason, queue } = layout;
    row.status = statusAt(bytes, start(status), end(status));
    row.substatus = numberAt(bytes, start(substatus), end(substatus));
    row.timeTaken = numberAt(bytes, start(timeTaken), end(timeTaken));
    row.second = this.second(
      bytes,
      layout.date < 0 ? day : this.dayOf(bytes, start(layout.date), end(layout.date)),
      start(layout.time),
      end(layout.time),
    );
    row.url = nameAt(bytes, start(url), stemEnd(bytes, start(url), end(url)));
    row.client = nameAt(bytes, start(client), end(client));
    row.site = nameAt(bytes, start(site), end(site));
    row.reason = nameAt(bytes, start(reason), end(reason));
    row.queue = nameAt(bytes, start(queue), end(queue));
  }

  /** Only the time, for a filter. */
  timeOf(bytes: Buffer, from: number, to: number, layout: Layout, day: number): number {
    const found = this.split(bytes, from, to, Math.max(layout.date, layout.time) + 1);
    if (layout.time < 0 || layout.time >= found || layout.date >= found) return -1;
    const date =
      layout.date < 0 ? day : this.dayOf(bytes, this.starts[layout.date] ?? 0, this.ends[layout.date] ?? 0);
    return this.second(bytes, date, this.starts[layout.time] ?? 0, this.ends[layout.time] ?? 0);
  }

  private split(bytes: Buffer, from: number, to: number, width: number): number {
    let found = 0;
    let start = from;
    while (found < width) {
      let at = start;
      while (at < to && bytes[at] !== SPACE) at += 1;
      this.starts[found] = start;
      this.ends[found] = at;
      found += 1;
      if (at >= to) break;
      start = at + 1;
    }
    return found;
  }

  private dayOf(bytes: Buffer, from: number, to: number): number {
    if (to - from !== 10) return -1;
    const text = bytes.toString('latin1', from, to);
    if (text !== this.dayText) {
      this.dayText = text;
      this.day = dayAt(bytes, from, to);
    }
    return this.day;
  }

  private second(bytes: Buffer, day: number, from: number, to: number): number {
    const clock = clockAt(bytes, from, to);
    return day < 0 || clock < 0 ? -1 : day + clock;
  }
}

function statusAt(bytes: Buffer, from: number, to: number): number {
  if (to - from === 1 && bytes[from] === DASH) return NO_ANSWER;
  return to - from === 3 ? numberAt(bytes, from, to) : -1;
}

/** HTTPERR's cs-uri has the query with it. */
function stemEnd(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at] === QUESTION) return at;
  return to;
}
