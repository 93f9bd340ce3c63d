import { nameOf, nameText } from '../formats/row';
import type { Row } from '../formats/row';
import type { LogFormat } from '../formats/sniff';
import type { Above } from '../scan/task';
import { addRow, keepNewest, noRows, oldest } from './found-rows';
import type { FoundRows } from './found-rows';
import { statusFilter } from './status-filter';
import type { StatusFilter } from './status-filter';

/** Which rows' places are wanted, and how many of the newest at most. */
export interface RowsWanted {
  /** "", "503" or "503.2". */
  status: string;
  /** HTTPERR's reason, as `nameText` shows it; "" is every row, with one or none. */
  reason: string;
  most: number;
  /** Rows of an older second are only counted: there are newer ones enough. */
  since: number;
}

const LONGEST_LINE = 2048;
/** Of the lines that one compressed log keeps, characters: a byte each. */
const MAX_KEPT = 16 * 1024 * 1024;

/** Collects the places of the newest rows of one log. Rows are looked through again when there are twice as many. */
export class RowCollector {
  private found: FoundRows;
  private readonly filter: StatusFilter;
  private text = 0;
  private since: number;

  constructor(
    private readonly wanted: RowsWanted,
    private readonly keepLines: boolean,
    format: LogFormat,
  ) {
    this.found = noRows(format);
    this.since = wanted.since;
    this.filter = statusFilter(wanted.status);
  }

  readonly take = (row: Row, at: number, line: () => string, above: Above): void => {
    if (!this.filter.matches(row.status, row.substatus)) return;
    if (this.wanted.reason !== '' && nameText(nameOf(row, row.reason)) !== this.wanted.reason) return;
    if (row.second < this.since) {
      this.found.more += 1;
      return;
    }
    const text = this.keepLines ? shortened(line()) : undefined;
    this.text += text?.length ?? 0;
    addRow(this.found, at, row.second, above, text);
    if (this.found.at.length >= this.wanted.most * 2 || this.text >= MAX_KEPT * 2) this.newest();
  };

  /** What is kept of the rows so far, in the order of the log. */
  newest(): FoundRows {
    if (this.found.at.length <= this.wanted.most && this.text <= MAX_KEPT) return this.found;
    const limits = { rows: this.wanted.most, text: MAX_KEPT };
    for (const found of keepNewest([this.found], limits)) this.found = found;
    this.text = this.found.lines.reduce((sum, { length }) => sum + length, 0);
    this.since = oldest(this.found);
    return this.found;
  }
}

/** A copy: a slice would hold the whole of a line of 1 MB. */
const shortened = (line: string): string =>
  line.length > LONGEST_LINE ? Buffer.from(line.slice(0, LONGEST_LINE), 'latin1').toString('latin1') : line;
