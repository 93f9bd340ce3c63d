import type { Row } from '../formats/row';
import type { LogFormat } from '../formats/sniff';
import { OF_A_PART, Tally } from '../sums/tally';
import { endOf, RowCounter } from './row-counter';
import { STOP, TEXT } from './row-finder';
import type { RowFinder } from './row-finder';
import { Standing } from './standing';
import type { Above, TimeRange } from './task';

const LF = 10;
const HASH = 35;
/** How much is read at a time: it stays in the processor's cache between reading and looking. */
const CHUNK = 128 * 1024;
/** A longer line is counted as malformed without being held. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * A byte of the log stands at the address that its place in the log is congruent to: processors copy a file's pages (of
 * this size) several times slower to an address that lies a few bytes behind such a one.
 */
const ALIGN = 4096;
const addressOf = (place: number): number => TEXT + (place % ALIGN);

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Is given each row that matters with the place of its line in the text, instead of the sums. */
export type RowSink = (row: Row, at: number, line: () => string, above: Above) => void;

/**
 * Takes the text of one log in chunks and adds it up. The caller writes into `space()` and says how much with `filled`;
 * `finish` counts a last line without line feed.
 */
export class LineScanner {
  unexplained = 0;
  readonly standing: Standing;
  private readonly counter: RowCounter;
  /** Where the text begins in the finder's memory, with a line's first byte, and where it ends. */
  private start: number;
  private end: number;
  /** In the middle of a line that is too long to hold. */
  private skipping = false;
  private first: boolean;
  /** Place in the log's text of what stands at `start`. */
  private base: number;

  constructor(
    private readonly finder: RowFinder,
    private readonly format: LogFormat,
    task: { above: Above; range: TimeRange; site: string; from: number },
    sink: RowSink | null = null,
  ) {
    this.base = task.from;
    this.first = task.from === 0;
    this.start = this.end = addressOf(this.base);
    finder.grow(ALIGN + CHUNK);
    this.standing = new Standing(task.above);
    const found = (row: Row, from: number, feed: number): void => {
      const line = (): string => finder.bytes.toString('latin1', from, feed);
      sink?.(row, this.base + from - this.start, line, this.standing.above);
    };
    this.counter = new RowCounter(finder, format, task, this.standing, sink ? found : null);
  }

  get tally(): Tally {
    return this.counter.tally;
  }

  /** Where the next bytes of the log go; never empty, at most `CHUNK` or what a long line needs. */
  space(): Buffer {
    const { held } = this;
    if (held * 2 > this.finder.limit - this.start) this.finder.grow(ALIGN + held * 2 + CHUNK);
    return this.finder.bytes.subarray(
      this.end,
      Math.min(this.finder.limit, this.end + Math.max(CHUNK, held)),
    );
  }

  /** Says that `count` bytes were written into `space()`. */
  filled(count: number): void {
    this.tally.bytes += count;
    this.end += count;
    if (this.first && this.held >= BOM.length) {
      this.first = false;
      const behind = this.start + BOM.length;
      if (this.finder.bytes.subarray(this.start, behind).equals(BOM)) this.consume(behind);
    }
    this.consume(this.lines());
    if (this.held > LONGEST_LINE) this.skip();
  }

  private get held(): number {
    return this.end - this.start;
  }

  /** Whether the text ends in the middle of a line. */
  get midLine(): boolean {
    return this.held > 0 || this.skipping;
  }

  /** The log, or the piece, ends here. */
  finish(): void {
    if (this.held > 0 && !this.skipping) {
      this.finder.bytes[this.end] = LF;
      this.end += 1;
      this.consume(this.lines());
    }
    this.end = this.start;
    this.skipping = false;
  }

  /** Hands over what was added up so far, and begins anew. */
  take(): Tally {
    const { tally } = this;
    this.counter.tally = new Tally(OF_A_PART);
    return tally;
  }

  private consume(to: number): void {
    const rest = this.end - to;
    this.base += to - this.start;
    this.start = addressOf(this.base);
    this.finder.bytes.copyWithin(this.start, to, this.end);
    this.end = this.start + rest;
  }

  private skip(): void {
    this.skipping = true;
    this.tally.lines += 1;
    this.tally.malformed += 1;
    this.base += this.held;
    this.start = this.end = addressOf(this.base);
  }

  /** Works off all whole lines; answers where the rest begins. */
  private lines(): number {
    let at = this.start;
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
    const { finder, standing } = this;
    let at = from;
    for (;;) {
      const { layout } = standing;
      const stop = finder.find(at, this.end, layout, this.counter.everyLine);
      at = finder.next;
      standing.took(finder.lines);
      if (layout.status < 0) this.unexplained += finder.lines;
      this.counter.found();
      if (stop === STOP.end) return at;
      if (stop === STOP.special) at = this.special(at);
    }
  }

  /** A line that begins with #, NUL, CR or LF; answers where the next one begins. */
  private special(start: number): number {
    const { bytes } = this.finder;
    const feed = this.feedFrom(start);
    let from = start;
    // HTTP.sys reserves space in zero bytes; after a crash the log goes on behind them.
    while (from < feed && bytes[from] === 0) from += 1;
    const to = endOf(bytes, from, feed);
    if (to <= from) return feed + 1;
    if (bytes[from] === HASH) {
      if (this.standing.directive(bytes.subarray(from, to))) this.counter.wantStatuses();
    } else {
      this.standing.took(1);
      if (this.standing.layout.status < 0) this.unexplained += 1;
      this.counter.one(from, feed);
    }
    return feed + 1;
  }

  /** IIS and NCSA logs: every line by itself, no directives. */
  private plainLines(from: number): number {
    const { bytes } = this.finder;
    let at = from;
    for (let feed = this.feedFrom(at); feed >= 0; feed = this.feedFrom(at)) {
      const to = endOf(bytes, at, feed);
      let start = at;
      while (start < to && bytes[start] === 0) start += 1;
      if (to > start && bytes[start] !== HASH) this.counter.one(start, feed);
      at = feed + 1;
    }
    return at;
  }
}
