import { AGENT_NAME } from '../../../shared/user-agent';
import { readIisLine } from '../formats/iis-format';
import { readNcsaLine } from '../formats/ncsa';
import { emptyRow, isNamed, nameOf, NO_ANSWER } from '../formats/row';
import type { Row } from '../formats/row';
import type { LogFormat } from '../formats/sniff';
import { W3cReader } from '../formats/w3c';
import { statusFilter } from '../rows/status-filter';
import { increase, isWanted, WANTED } from '../sums/statuses';
import { OF_A_PART, Tally } from '../sums/tally';
import type { RowFinder } from './row-finder';
import type { Standing } from './standing';
import type { Above, TimeRange } from './task';

const CR = 13;
const PAGE = 200;
const SOCKET = 101;
const OWN_AGENT = Buffer.from(`${AGENT_NAME}/`);

/** Is given each row that matters with the address of its line, instead of the sums. */
export type FoundRow = (row: Row, from: number, feed: number) => void;

/** Reads the lines that were found, and adds up those that the task asks for. */
export class RowCounter {
  tally = new Tally(OF_A_PART);
  private readonly row = emptyRow();
  private readonly w3c: W3cReader;
  private readonly filter;
  private readonly site: Uint8Array;
  /** The number of the one site that is asked for. */
  private readonly only: number | null;
  private readonly pages: ReadonlySet<string> | null;

  constructor(
    private readonly finder: RowFinder,
    private readonly format: LogFormat,
    private readonly task: { above: Above; range: TimeRange; site: string },
    private readonly standing: Standing,
    private readonly sink: FoundRow | null,
  ) {
    const { pages, status, site } = task.range;
    this.only = site ?? null;
    this.w3c = new W3cReader(finder);
    this.site = Buffer.from(task.site, 'latin1');
    this.pages = pages === undefined ? null : new Set(pages);
    this.filter = statusFilter(status ?? '');
    this.wantStatuses();
  }

  private get filtered(): boolean {
    return this.task.range.since !== null || this.task.range.until !== null;
  }

  /** Where lines can't be told by their status alone, all of them are looked at. */
  get everyLine(): boolean {
    return (this.filtered && this.sink === null) || this.standing.layout.reason >= 0;
  }

  /** After the layout changed. */
  wantStatuses(): void {
    const some = this.pages ? [PAGE] : (this.filter.statuses ?? WANTED);
    this.finder.want(this.everyLine ? 'all' : some);
  }

  /** The rows that the finder found, after it counted their lines. */
  found(): void {
    const { finder } = this;
    if (this.everyLine) {
      for (let found = 0; found < finder.rows; found += 1)
        this.one(finder.rowStart(found), finder.rowEnd(found), finder.rowStatusAt(found));
      return;
    }
    this.tally.lines += finder.lines;
    this.tally.malformed += finder.malformed;
    for (let found = 0; found < finder.rows; found += 1) {
      const start = finder.rowStart(found);
      this.read(start, finder.rowEnd(found), finder.rowStatusAt(found));
      if (!this.elsewhere) this.count(start, finder.rowEnd(found));
    }
  }

  /** A line of which nothing is known yet. */
  one(from: number, feed: number, statusAt = 0): void {
    const { finder, row, task, standing } = this;
    const to = endOf(finder.bytes, from, feed);
    if (this.format === 'w3c' && this.filtered) {
      const second = this.w3c.timeOf(from, to, standing.layout, standing.day);
      if (second >= 0 && !within(second, task.range)) return;
    }
    this.read(from, feed, statusAt);
    if (this.elsewhere) return;
    if (this.format !== 'w3c' && this.filtered && row.second >= 0 && !within(row.second, task.range)) return;
    this.tally.lines += 1;
    // HTTP.sys has "-" for a connection that ended before there was an answer; its reason says so.
    const unanswered = row.status === NO_ANSWER && isNamed(row.reason);
    if (row.status < 0 && !unanswered) this.tally.malformed += 1;
    this.count(from, feed);
  }

  /** Whether the row is of another site than the one that is asked for: "3" in HTTPERR, "W3SVC3" elsewhere. */
  private get elsewhere(): boolean {
    const { only } = this;
    if (only === null) return false;
    const of = nameOf(this.row, this.row.site) || this.task.site;
    return of !== '' && of !== String(only) && of !== `W3SVC${only}`;
  }

  private count(from: number, feed: number): void {
    const { row, task, tally } = this;
    if (this.pages) {
      const url = row.status === PAGE ? nameOf(row, row.url) : '';
      if (this.pages.has(url)) increase(tally.pages, url);
      return;
    }
    if (this.filter.statuses !== null && !this.filter.matches(row.status, row.substatus)) return;
    if (!this.sink) {
      tally.row(row, this.site);
      if (this.format === 'iis' && isWanted(row.status)) tally.localRows += 1;
      if (row.status === SOCKET && isNamed(row.agent)) tally.agent(row.timeTaken, this.own);
    } else if (
      (isWanted(row.status) || isNamed(row.reason)) &&
      (row.second < 0 || within(row.second, task.range))
    )
      this.sink(row, from, feed);
  }

  /** Whether the row says that it was of this program. */
  private get own(): boolean {
    const { bytes, agent } = this.row;
    const end = agent.from + OWN_AGENT.length;
    return end <= agent.to && bytes.compare(OWN_AGENT, 0, OWN_AGENT.length, agent.from, end) === 0;
  }

  private read(from: number, feed: number, statusAt: number): void {
    const { bytes } = this.finder;
    const { row, standing } = this;
    const to = endOf(bytes, from, feed);
    if (this.format === 'w3c') this.w3c.read(from, to, standing.layout, standing.day, statusAt, row);
    else if (this.format === 'iis') readIisLine(bytes, from, to, row);
    else readNcsaLine(bytes, from, to, row);
  }
}

/** The end of a line's text: before its line feed, and before a carriage return there. */
export const endOf = (bytes: Buffer, from: number, feed: number): number =>
  feed > from && bytes[feed - 1] === CR ? feed - 1 : feed;

const within = (second: number, { since, until }: TimeRange): boolean =>
  (since === null || second >= since) && (until === null || second <= until);
