import { dayAt } from '../formats/bytes';
import { readIisLine } from '../formats/iis-format';
import { layoutOf, NO_LAYOUT } from '../formats/layout';
import type { Layout } from '../formats/layout';
import { readNcsaLine } from '../formats/ncsa';
import { emptyRow, NO_ANSWER } from '../formats/row';
import type { Row } from '../formats/row';
import type { LogFormat } from '../formats/sniff';
import { W3cReader } from '../formats/w3c';
import { isWanted, WANTED } from '../sums/statuses';
import { Tally } from '../sums/tally';
import { STOP, TEXT } from './row-finder';
import type { RowFinder } from './row-finder';
import type { Above, TimeRange } from './task';

const LF = 10;
const CR = 13;
const HASH = 35;
/** How much is read at a time: it stays in the processor's cache between reading and looking. */
const CHUNK = 256 * 1024;
/** A longer line is counted as malformed without being held. */
const LONGEST_LINE = 16 * 1024 * 1024;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const FIELDS = Buffer.from('#Fields:');
const DATE = Buffer.from('#Date:');

/** Is given each row that matters with the place of its line in the text, instead of the sums. */
export type RowSink = (row: Row, at: number, line: () => string, above: Above) => void;

/**
 * Takes the text of one log in chunks and adds it up. The caller writes into `space()` and says how much with `filled`;
 * `finish` counts a last line without line feed.
 */
export class LineScanner {
  tally = new Tally();
  /** What directives of this text said, the last of each. */
  readonly set: Partial<Above> = {};
  usedAbove = false;
  unexplained = 0;
  private readonly row = emptyRow();
  private readonly w3c = new W3cReader();
  private layout: Layout;
  /** The `#Date` above, or -1. */
  private day: number;
  /** End of the text in the finder's memory; it begins at TEXT with a line's first byte. */
  private end = TEXT;
  /** In the middle of a line that is too long to hold. */
  private skipping = false;
  private first: boolean;
  /** Place in the log's text of what stands at TEXT. */
  private base: number;
  private fields: string | null;

  constructor(
    private readonly finder: RowFinder,
    private readonly format: LogFormat,
    private readonly task: { above: Above; range: TimeRange; site: string; from: number },
    private readonly sink: RowSink | null = null,
  ) {
    this.base = task.from;
    this.fields = task.above.fields;
    this.day = task.above.day ?? -1;
    this.layout = task.above.fields === null ? NO_LAYOUT : layoutOf(task.above.fields);
    this.first = task.from === 0;
    finder.grow(CHUNK);
    this.wantStatuses();
  }

  private get filtered(): boolean {
    return this.task.range.since !== null || this.task.range.until !== null;
  }

  /** Where lines can't be told by their status alone, all of them are looked at. */
  private get everyLine(): boolean {
    return (this.filtered && this.sink === null) || this.layout.reason >= 0;
  }

  private wantStatuses(): void {
    this.finder.want(this.everyLine ? 'all' : WANTED);
  }

  /** Where the next bytes of the log go; never empty, at most `CHUNK` or what a long line needs. */
  space(): Buffer {
    const held = this.end - TEXT;
    if (held * 2 > this.finder.limit - TEXT) this.finder.grow(held * 2 + CHUNK);
    return this.finder.bytes.subarray(
      this.end,
      Math.min(this.finder.limit, this.end + Math.max(CHUNK, held)),
    );
  }

  /** Says that `count` bytes were written into `space()`. */
  filled(count: number): void {
    this.tally.bytes += count;
    this.end += count;
    if (this.first && this.end - TEXT >= BOM.length) {
      this.first = false;
      if (this.finder.bytes.subarray(TEXT, TEXT + BOM.length).equals(BOM)) this.consume(TEXT + BOM.length);
    }
    this.consume(this.lines());
    if (this.end - TEXT > LONGEST_LINE) this.skip();
  }

  /** Whether the text ends in the middle of a line. */
  get midLine(): boolean {
    return this.end > TEXT || this.skipping;
  }

  /** The log, or the piece, ends here. */
  finish(): void {
    if (this.end > TEXT && !this.skipping) {
      this.finder.bytes[this.end] = LF;
      this.end += 1;
      this.consume(this.lines());
    }
    this.end = TEXT;
    this.skipping = false;
  }

  /** Hands over what was added up so far, and begins anew. */
  take(): Tally {
    const { tally } = this;
    this.tally = new Tally();
    return tally;
  }

  private consume(to: number): void {
    this.base += to - TEXT;
    this.finder.bytes.copyWithin(TEXT, to, this.end);
    this.end -= to - TEXT;
  }

  private skip(): void {
    this.skipping = true;
    this.tally.lines += 1;
    this.tally.malformed += 1;
    this.base += this.end - TEXT;
    this.end = TEXT;
  }

  /** Works off all whole lines; answers where the rest begins. */
  private lines(): number {
    let at = TEXT;
    if (this.skipping) {
      const feed = this.feedFrom(at);
      if (feed < 0) return this.end;
      this.skipping = false;
      at = feed + 1;
    }
    return this.format === 'w3c' ? this.foundLines(at) : this.plainLines(at);
  }

  /** The next line feed, or -1. */
  private feedFrom(at: number): number {
    const feed = this.finder.bytes.indexOf(LF, at);
    return feed >= this.end ? -1 : feed;
  }

  private foundLines(from: number): number {
    const { finder } = this;
    let at = from;
    for (;;) {
      const { status } = this.layout;
      const stop = finder.find(at, this.end, status, this.everyLine);
      at = finder.next;
      this.took(finder.lines);
      if (status < 0) this.unexplained += finder.lines;
      if (this.everyLine) this.lookAtEach();
      else {
        this.tally.lines += finder.lines;
        this.tally.malformed += finder.malformed;
        this.count();
      }
      if (stop === STOP.end) return at;
      if (stop === STOP.special) at = this.special(at);
    }
  }

  private took(lines: number): void {
    if (lines > 0 && (this.set.fields === undefined || (this.layout.date < 0 && this.set.day === undefined)))
      this.usedAbove = true;
  }

  private count(): void {
    const { finder, row } = this;
    for (let found = 0; found < finder.rows; found += 1) {
      const start = finder.rowStart(found);
      this.read(start, finder.rowEnd(found), finder.rowStatusAt(found));
      if (this.elsewhere) continue;
      if (this.sink) this.hand(start, finder.rowEnd(found));
      else this.tally.row(row);
    }
  }

  /** Rows that only their fields tell: HTTPERR, and rows of a time range. */
  private lookAtEach(): void {
    const { finder } = this;
    for (let found = 0; found < finder.rows; found += 1)
      this.one(finder.rowStart(found), finder.rowEnd(found), finder.rowStatusAt(found));
  }

  private one(from: number, feed: number, statusAt = 0): void {
    const { finder, row, task, layout } = this;
    const to = finder.bytes[feed - 1] === CR && feed > from ? feed - 1 : feed;
    if (this.format === 'w3c' && this.filtered) {
      const second = this.w3c.timeOf(finder.bytes, from, to, layout, this.day);
      if (second >= 0 && !within(second, task.range)) return;
    }
    this.read(from, feed, statusAt);
    if (this.elsewhere) return;
    if (this.format !== 'w3c' && this.filtered && row.second >= 0 && !within(row.second, task.range)) return;
    this.tally.lines += 1;
    // HTTP.sys has "-" for a connection that ended before there was an answer; its reason says so.
    const unanswered = row.status === NO_ANSWER && row.reason !== '';
    if (row.status < 0 && !unanswered) this.tally.malformed += 1;
    if (this.sink) this.hand(from, feed);
    else this.tally.row(row);
  }

  /** Whether the row is of another site than the one that is asked for: "3" in HTTPERR, "W3SVC3" elsewhere. */
  private get elsewhere(): boolean {
    const { site } = this.task.range;
    const of = this.row.site;
    return site !== undefined && of !== '' && of !== String(site) && of !== `W3SVC${site}`;
  }

  private hand(from: number, feed: number): void {
    const { row, task, finder } = this;
    if (!isWanted(row.status) && row.reason === '') return;
    if (row.second >= 0 && !within(row.second, task.range)) return;
    const line = (): string => finder.bytes.toString('latin1', from, feed);
    const above = { fields: this.fields, day: this.day < 0 ? null : this.day };
    this.sink?.(row, this.base + from - TEXT, line, above);
  }

  private read(from: number, feed: number, statusAt: number): void {
    const { bytes } = this.finder;
    const to = bytes[feed - 1] === CR && feed > from ? feed - 1 : feed;
    const { row } = this;
    if (this.format === 'w3c') this.w3c.read(bytes, from, to, this.layout, this.day, statusAt, row);
    else if (this.format === 'iis') readIisLine(bytes, from, to, row);
    else readNcsaLine(bytes, from, to, row);
    if (row.site === '') row.site = this.task.site;
  }

  /** A line that begins with #, NUL, CR or LF; answers where the next one begins. */
  private special(start: number): number {
    const { bytes } = this.finder;
    const feed = this.feedFrom(start);
    let from = start;
    // HTTP.sys reserves space in zero bytes; after a crash the log goes on behind them.
    while (from < feed && bytes[from] === 0) from += 1;
    const to = feed > from && bytes[feed - 1] === CR ? feed - 1 : feed;
    if (to <= from) return feed + 1;
    if (bytes[from] === HASH) this.directive(from, to);
    else {
      this.took(1);
      if (this.layout.status < 0) this.unexplained += 1;
      this.one(from, feed);
    }
    return feed + 1;
  }

  private directive(from: number, to: number): void {
    const { bytes } = this.finder;
    const text = bytes.subarray(from, to);
    if (begins(text, FIELDS)) {
      const fields = text.toString('latin1', FIELDS.length, text.length).trim();
      this.set.fields = fields;
      this.fields = fields;
      this.layout = layoutOf(fields);
      this.wantStatuses();
    } else if (begins(text, DATE)) {
      const day = text
        .toString('latin1', DATE.length, Math.min(text.length, DATE.length + 32))
        .trim()
        .slice(0, 10);
      this.day = dayAt(Buffer.from(day, 'latin1'), 0, day.length);
      this.set.day = this.day < 0 ? null : this.day;
    }
  }

  /** IIS and NCSA logs: every line by itself, no directives. */
  private plainLines(from: number): number {
    const { bytes } = this.finder;
    let at = from;
    for (let feed = this.feedFrom(at); feed >= 0; feed = this.feedFrom(at)) {
      const to = feed > at && bytes[feed - 1] === CR ? feed - 1 : feed;
      let start = at;
      while (start < to && bytes[start] === 0) start += 1;
      if (to > start && bytes[start] !== HASH) this.one(start, feed);
      at = feed + 1;
    }
    return at;
  }
}

const begins = (text: Buffer, start: Buffer): boolean => text.subarray(0, start.length).equals(start);

const within = (second: number, { since, until }: TimeRange): boolean =>
  (since === null || second >= since) && (until === null || second <= until);
