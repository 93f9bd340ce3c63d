import { clockAt, dayAt, numberAt } from './bytes';
import { MOST_FIELDS } from './layout';
import type { Layout } from './layout';
import { nameAt, NO_ANSWER } from './row';
import type { Row } from './row';

const SPACE = 32;
const DASH = 45;
const QUESTION = 63;

/** Reads lines of a layout. The day of the last line is remembered: it is nearly always that of the next. */
export class W3cReader {
  private readonly starts = new Int32Array(MOST_FIELDS);
  private readonly ends = new Int32Array(MOST_FIELDS);
  private day = -1;
  private dayText = '';

  /**
   * Reads the line [from, to), without its line end, into `row`. Day is the `#Date` above, for logs without a date of
   * their own. `statusAt` is where the status begins, 0 when that isn't known: what lies before it and isn't read (the
   * user agent, the referer) is jumped over. Fields that the line lacks are as not logged.
   */
  read(
    bytes: Buffer,
    from: number,
    to: number,
    layout: Layout,
    day: number,
    statusAt: number,
    row: Row,
  ): void {
    const { starts, ends } = this;
    starts.fill(0, 0, layout.width);
    ends.fill(0, 0, layout.width);
    if (statusAt > 0) {
      this.split(bytes, from, to, 0, layout.widthBefore);
      this.split(bytes, statusAt, to, layout.status, layout.width);
    } else this.split(bytes, from, to, 0, layout.width);
    const { date, time, status, substatus, timeTaken, url, client, site, reason, queue } = layout;
    row.status = statusOf(bytes, this.start(status), this.end(status));
    row.substatus = numberAt(bytes, this.start(substatus), this.end(substatus));
    row.timeTaken = numberAt(bytes, this.start(timeTaken), this.end(timeTaken));
    const dayOf = date < 0 ? day : this.dayOf(bytes, this.start(date), this.end(date));
    row.second = secondOf(bytes, dayOf, this.start(time), this.end(time));
    row.url = nameAt(bytes, this.start(url), stemEnd(bytes, this.start(url), this.end(url)));
    row.client = nameAt(bytes, this.start(client), this.end(client));
    row.site = nameAt(bytes, this.start(site), this.end(site));
    row.reason = nameAt(bytes, this.start(reason), this.end(reason));
    row.queue = nameAt(bytes, this.start(queue), this.end(queue));
  }

  /** Only the time, for a filter. */
  timeOf(bytes: Buffer, from: number, to: number, layout: Layout, day: number): number {
    const { date, time } = layout;
    const width = Math.max(date, time) + 1;
    this.starts.fill(0, 0, width);
    this.ends.fill(0, 0, width);
    this.split(bytes, from, to, 0, width);
    const dayOf = date < 0 ? day : this.dayOf(bytes, this.start(date), this.end(date));
    return secondOf(bytes, dayOf, this.start(time), this.end(time));
  }

  private start(column: number): number {
    return this.starts[column] ?? 0;
  }

  private end(column: number): number {
    return this.ends[column] ?? 0;
  }

  /** Finds the columns from `column` (which begins at `from`) to `width`, not included. */
  private split(bytes: Buffer, from: number, to: number, column: number, width: number): void {
    const { starts, ends } = this;
    let start = from;
    for (let found = column; found < width && start <= to; found += 1) {
      let at = start;
      while (at < to && bytes[at] !== SPACE) at += 1;
      starts[found] = start;
      ends[found] = at;
      start = at + 1;
    }
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
}

function secondOf(bytes: Buffer, day: number, from: number, to: number): number {
  const clock = day < 0 ? -1 : clockAt(bytes, from, to);
  return clock < 0 ? -1 : day + clock;
}

function statusOf(bytes: Buffer, from: number, to: number): number {
  if (to - from === 1 && bytes[from] === DASH) return NO_ANSWER;
  return to - from === 3 ? numberAt(bytes, from, to) : -1;
}

/** HTTPERR's cs-uri has the query with it. */
function stemEnd(bytes: Buffer, from: number, to: number): number {
  for (let at = from; at < to; at += 1) if (bytes[at] === QUESTION) return at;
  return to;
}
