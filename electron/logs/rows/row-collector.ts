import type { Row } from '../formats/row';
import type { LogFormat } from '../formats/sniff';
import type { Above } from '../scan/task';
import { statusFilter } from './status-filter';
import type { StatusFilter } from './status-filter';

/** Which rows' places are wanted, and at most how many. */
export interface RowsWanted {
  /** "", "503" or "503.2". */
  status: string;
  most: number;
}

/**
 * Where rows stand in a log: a column each. They are read again from there when somebody looks at them. `above[i]` is what
 * the lines from `aboveFrom[i]` (a place in the columns) on are read by.
 */
export interface FoundRows {
  format: LogFormat;
  at: number[];
  second: number[];
  above: Above[];
  aboveFrom: number[];
  /** Of a compressed log only, which has no places to go back to: the lines themselves, latin1. */
  lines: string[];
  /** Rows beyond `most`, or beyond the 16 MB of lines that are kept of a compressed log. */
  more: number;
}

const LONGEST_LINE = 2048;
/** Of the lines that one compressed log keeps, characters: a byte each. */
const MAX_KEPT = 16 * 1024 * 1024;

/** Collects the places of the rows of one log. */
export class RowCollector {
  readonly found: FoundRows;
  private last: Above | null = null;
  private kept = 0;

  private readonly filter: StatusFilter;

  constructor(
    private readonly wanted: RowsWanted,
    private readonly keepLines: boolean,
    format: LogFormat,
  ) {
    this.found = { format, at: [], second: [], above: [], aboveFrom: [], lines: [], more: 0 };
    this.filter = statusFilter(wanted.status);
  }

  readonly take = (row: Row, at: number, line: () => string, above: Above): void => {
    if (!this.filter.matches(row.status, row.substatus)) return;
    const { found } = this;
    if (found.at.length >= this.wanted.most || this.kept >= MAX_KEPT) {
      found.more += 1;
      return;
    }
    const { last } = this;
    if (last === null || last.fields !== above.fields || last.day !== above.day) {
      this.last = above;
      found.above.push(above);
      found.aboveFrom.push(found.at.length);
    }
    found.at.push(at);
    found.second.push(row.second);
    if (this.keepLines) {
      const text = shortened(line());
      this.kept += text.length;
      found.lines.push(text);
    }
  };
}

/** A copy: a slice would hold the whole of a line of 1 MB. */
const shortened = (line: string): string =>
  line.length > LONGEST_LINE ? Buffer.from(line.slice(0, LONGEST_LINE), 'latin1').toString('latin1') : line;
