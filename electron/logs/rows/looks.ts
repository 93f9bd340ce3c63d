import { fileMark } from '../scan/file-mark';
import type { LogFile } from '../scan/find-files';
import { endOfLines } from '../scan/follow';
import type { Runner } from '../scan/runner';
import type { Above, TimeRange } from '../scan/task';
import { joined, keepNewest, newestFirst, oldest, rowsBefore } from './found-rows';
import type { FoundRows } from './found-rows';

/** What was found in a log up to a place; one that only grew is read on from there. */
export interface Looked {
  file: LogFile;
  /** Behind its last whole line: what stands there may be the beginning of one. */
  to: number;
  found: FoundRows | null;
  above: Above;
  mark: string | null;
}

export interface RowQuestion {
  range: TimeRange;
  status: string;
  /** HTTPERR's; "" is every row. */
  reason: string;
  /**
   * By path how far a log is looked at (a place in its text, Infinity: all of it), the others not at all: a scan that was
   * cancelled has read no more. Without it: all logs.
   */
  reached?: ReadonlyMap<string, number> | null;
  /** How many rows are kept; only for tests. */
  most?: number;
}

/** A row, and the log that it stands in. */
export interface Place {
  file: LogFile;
  found: FoundRows;
  index: number;
}

/** A table of more rows is nothing that anybody reads; some 30 bytes each. */
const MOST_ROWS = 100_000;
/** Of the lines that compressed logs keep, characters: a byte each. */
const MOST_TEXT = 32 * 1024 * 1024;

/** Looks through logs, each by itself and in any order, and keeps the newest rows of all. */
export class Looks {
  readonly byPath = new Map<string, Looked>();
  private since = -Infinity;

  /** `files`: the newest first. */
  constructor(
    private readonly files: readonly LogFile[],
    private readonly question: RowQuestion,
  ) {}

  /** Looks through a log, or through what it grew by since `before`. */
  async look(file: LogFile, runner: Runner, signal: AbortSignal, before: Looked | undefined): Promise<void> {
    const same = before?.file.size === file.size && before.file.written === file.written;
    this.byPath.set(file.path, before && same ? before : await this.read(file, runner, signal, before));
    this.prune(2);
  }

  /** All rows that are kept, newest first. */
  places(): Place[] {
    this.prune(1);
    const fileOf = new Map<FoundRows, LogFile>();
    for (const { found, file } of this.byPath.values()) if (found) fileOf.set(found, file);
    return newestFirst(this.found()).flatMap(({ found, index }) => {
      const file = fileOf.get(found);
      return file ? [{ file, found, index }] : [];
    });
  }

  /** How many older rows were left out. */
  get more(): number {
    return this.found().reduce((sum, { more }) => sum + more, 0);
  }

  private found(): FoundRows[] {
    return this.files.flatMap(({ path }) => this.byPath.get(path)?.found ?? []);
  }

  private async read(
    file: LogFile,
    runner: Runner,
    signal: AbortSignal,
    before: Looked | undefined,
  ): Promise<Looked> {
    const { range, status, reason, reached, most = MOST_ROWS } = this.question;
    const grown = before && (await onlyGrew(file, before)) ? before : null;
    const from = grown?.to ?? 0;
    const above = grown?.above ?? { fields: null, day: null };
    const limit = reached?.get(file.path) ?? Infinity;
    const to = file.gz ? limit : Math.min(limit, file.size);
    let found = grown?.found ? rowsBefore(grown.found, from) : null;
    const end = await runner.run(
      {
        ...{ path: file.path, fd: null, site: file.site, gz: file.gz, format: null, above, range, from },
        to: to === Infinity ? null : to,
        rows: { status, reason, most, since: this.since },
      },
      ({ rows }) => {
        if (rows) found = found ? joined(found, rows) : rows;
      },
      signal,
    );
    const whole = file.gz ? 0 : await endOfLines(file.path, from, to).catch(() => from);
    const mark = file.gz ? null : await fileMark(file.path, whole);
    return { file, to: whole, found, above: { ...above, ...end.set }, mark };
  }

  /** When there are so many times too many rows, or is so much too much text. */
  private prune(times: number): void {
    const { most = MOST_ROWS } = this.question;
    const all = this.found();
    const rows = all.reduce((sum, { at }) => sum + at.length, 0);
    const text = all.reduce(
      (sum, { lines }) => sum + lines.reduce((chars, { length }) => chars + length, 0),
      0,
    );
    if (rows <= most * times && text <= MOST_TEXT * times) return;
    const kept = keepNewest(all, { rows: most, text: MOST_TEXT });
    const fresh = new Map(all.map((found, place) => [found, kept[place] ?? found]));
    for (const [path, looked] of this.byPath)
      this.byPath.set(path, { ...looked, found: looked.found && (fresh.get(looked.found) ?? null) });
    this.since = Math.min(...kept.map(oldest));
  }
}

const onlyGrew = async ({ path, size, gz }: LogFile, { file, to, mark }: Looked): Promise<boolean> =>
  !gz && size > file.size && mark !== null && mark === (await fileMark(path, to));
