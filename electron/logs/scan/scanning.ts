import type { LogFormat } from '../formats/sniff';
import { RowCollector } from '../rows/row-collector';
import { LineScanner } from './line-scanner';
import type { RowFinder } from './row-finder';
import type { ScanEnd, ScanPart, ScanTask } from './task';

export type Emit = (part: ScanPart) => void;

/** What a thread has under way of a piece: its sums, or the places of rows that were asked for instead. */
export class Scanning {
  readonly scanner: LineScanner;
  private readonly collector: RowCollector | null;

  /** `from` is where the scanner's first byte stands in the log. */
  constructor(
    task: ScanTask,
    finder: RowFinder,
    format: LogFormat,
    from: number,
    private readonly emit: Emit,
  ) {
    const { above, range, site, rows } = task;
    this.collector = rows === null ? null : new RowCollector(rows, task.gz, format);
    this.scanner = new LineScanner(
      finder,
      format,
      { above, range, site, from },
      this.collector?.take ?? null,
    );
  }

  /** Hands over the sums since the last time; `read` bytes of the file were worked off for them. */
  hand(read: number): void {
    this.emit({ tally: this.scanner.take().wire(), read });
  }

  /** Hands over what is left, and the rows. */
  end(read: number, end: Pick<ScanEnd, 'problem' | 'to' | 'stopped'>): ScanEnd {
    const rows = this.collector?.newest();
    this.emit({ tally: this.scanner.take().wire(), read, ...(rows ? { rows } : {}) });
    const { standing, unexplained } = this.scanner;
    const { set, usedAbove, usedDay } = standing;
    return { set, usedAbove, usedDay, unexplained, ...end };
  }
}
