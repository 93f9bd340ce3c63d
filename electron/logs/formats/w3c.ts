import { clockAt, dayAt, numberAt } from './bytes';
import type { RowFinder } from '../scan/row-finder';
import type { Layout } from './layout';
import { NO_ANSWER, put } from './row';
import type { Row } from './row';

const DASH = 45;
const QUESTION = 63;
const DATE_LENGTH = 10;

/** Reads lines of a layout. The day of the last line is remembered: it is nearly always that of the next. */
export class W3cReader {
  private day = -1;
  /** What the day was read of. */
  private readonly date = new Uint8Array(DATE_LENGTH);

  /** The lines stand in the finder's memory. */
  constructor(private readonly finder: RowFinder) {}

  /**
   * Reads the line at the addresses [from, to), without its line end, into `row`. Day is the `#Date` above, for logs without a date of
   * their own. `statusAt` is where the status begins, 0 when that isn't known: what lies before it and isn't read (the
   * referer) is jumped over. Fields that the line lacks are as not logged.
   */
  read(from: number, to: number, layout: Layout, day: number, statusAt: number, row: Row): void {
    const { finder } = this;
    const { bytes } = finder;
    if (statusAt > 0) {
      finder.split(from, to, 0, layout.widthBefore);
      finder.split(statusAt, to, layout.status, layout.width);
    } else finder.split(from, to, 0, layout.width);
    const { date, time, status, substatus, timeTaken, url, client, site, reason, queue, agent } = layout;
    row.bytes = bytes;
    row.status = statusOf(bytes, this.start(status), this.end(status));
    row.substatus = numberAt(bytes, this.start(substatus), this.end(substatus));
    row.timeTaken = numberAt(bytes, this.start(timeTaken), this.end(timeTaken));
    const dayOf = date < 0 ? day : this.dayOf(bytes, this.start(date), this.end(date));
    row.second = secondOf(bytes, dayOf, this.start(time), this.end(time));
    put(row.url, bytes, this.start(url), stemEnd(bytes, this.start(url), this.end(url)));
    put(row.client, bytes, this.start(client), this.end(client));
    put(row.site, bytes, this.start(site), this.end(site));
    put(row.reason, bytes, this.start(reason), this.end(reason));
    put(row.queue, bytes, this.start(queue), this.end(queue));
    put(row.agent, bytes, this.start(agent), this.end(agent));
  }

  /** Only the time, for a filter. */
  timeOf(from: number, to: number, { date, time }: Layout, day: number): number {
    const { finder } = this;
    const { bytes } = finder;
    finder.split(from, to, 0, Math.max(date, time) + 1);
    const dayOf = date < 0 ? day : this.dayOf(bytes, this.start(date), this.end(date));
    return secondOf(bytes, dayOf, this.start(time), this.end(time));
  }

  /** The columns are those of the line that was split last; one that isn't logged is as empty. */
  private start(column: number): number {
    return column < 0 ? 0 : this.finder.fieldStart(column);
  }

  private end(column: number): number {
    return column < 0 ? 0 : this.finder.fieldStart(column + 1) - 1;
  }

  private dayOf(bytes: Buffer, from: number, to: number): number {
    if (to - from !== DATE_LENGTH) return -1;
    const { date } = this;
    for (let at = DATE_LENGTH - 1; at >= 0; at -= 1) {
      if (date[at] === bytes[from + at]) continue;
      date.set(bytes.subarray(from, to));
      this.day = dayAt(bytes, from, to);
      break;
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
