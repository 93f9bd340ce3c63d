import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { AppError } from '../../../shared/errors';
import type { LogRow } from '../../../shared/model/logs';
import { isNamed, nameOf, nameText } from '../formats/row';
import { reasonMeaning, statusMeaning } from '../meaning/status-meaning';
import { findFiles, mayHold } from '../scan/find-files';
import type { LogFile } from '../scan/find-files';
import type { Runner } from '../scan/runner';
import { statusKey, statusName } from '../sums/statuses';
import type { FoundRows } from './found-rows';
import { Looks } from './looks';
import type { Looked, Place, RowQuestion } from './looks';
import { readLine } from './read-line';

const LONGEST_LINE = 16_384;

/** The rows of one question, newest first: their places only. The lines are read from the files as they are looked at. */
export class RowIndex {
  private constructor(
    private readonly places: readonly Place[],
    /** Older rows, which the table doesn't have. */
    readonly more: number,
    private readonly looked: ReadonlyMap<string, Looked>,
  ) {}

  /**
   * `before`: the index of the same question, of which only what came since is read. Throws `cancelled` when the signal ends
   * it.
   */
  static async build(
    paths: readonly string[],
    question: RowQuestion,
    runner: Runner,
    signal: AbortSignal,
    before: RowIndex | null = null,
  ): Promise<RowIndex> {
    const files: LogFile[] = [];
    for await (const file of findFiles(paths, [])) {
      if (mayHold(file, question.range) && (question.reached?.has(file.path) ?? true)) files.push(file);
    }
    // Names have the day in them: the newest first.
    const looks = new Looks(files.reverse(), question);
    const under = new Set<Promise<void>>();
    for (const file of files) {
      if (signal.aborted) break;
      const work = looks
        .look(file, runner, signal, before?.looked.get(file.path))
        .finally(() => under.delete(work));
      under.add(work);
      if (under.size >= runner.lanes) await Promise.race(under);
    }
    await Promise.all(under);
    if (signal.aborted)
      throw new AppError('cancelled', 'The rows of the logs were not looked for any further.');
    const places = looks.places();
    return new RowIndex(places, looks.more, looks.byPath);
  }

  get length(): number {
    return this.places.length;
  }

  /** What is gone from its place by now (a log that was rotated) is left out. */
  async read(offset: number, limit: number): Promise<LogRow[]> {
    const rows: LogRow[] = [];
    const files = new Map<LogFile, FileHandle>();
    try {
      for (const place of this.places.slice(offset, offset + limit)) rows.push(await this.one(place, files));
    } finally {
      for (const handle of files.values()) await handle.close();
    }
    return rows;
  }

  private async one({ file, found, index }: Place, files: Map<LogFile, FileHandle>): Promise<LogRow> {
    try {
      let line = found.lines[index];
      if (line === undefined) {
        const handle = files.get(file) ?? (await open(file.path));
        files.set(file, handle);
        line = await lineAt(handle, found.at[index] ?? 0);
      }
      return logRow(line, found, index, file);
    } catch {
      return { ...NOTHING, file: file.path };
    }
  }
}

const NOTHING: LogRow = {
  at: null,
  clock: 'utc',
  status: '-',
  reason: '',
  tookMs: null,
  client: '',
  url: '',
  file: '',
  meaning: {
    title: 'gone',
    sentence: 'The log was moved or deleted since it was read: read it again.',
    station: null,
  },
};

async function lineAt(handle: FileHandle, at: number): Promise<string> {
  const bytes = Buffer.alloc(LONGEST_LINE);
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, at);
  const feed = bytes.subarray(0, bytesRead).indexOf(10);
  return bytes.toString('latin1', 0, feed < 0 ? bytesRead : feed);
}

function logRow(line: string, found: FoundRows, index: number, file: LogFile): LogRow {
  const from = found.aboveFrom.findLastIndex((start) => start <= index);
  const row = readLine(line, found.format, found.above[from] ?? { fields: null, day: null });
  const reason = nameOf(row, row.reason);
  const status = row.status < 0 ? '-' : statusName(statusKey(row.status, row.substatus));
  return {
    at: row.second < 0 ? null : row.second,
    clock: found.format === 'iis' ? 'server' : 'utc',
    status,
    reason: nameText(reason),
    tookMs: row.timeTaken < 0 ? null : row.timeTaken,
    client: nameText(nameOf(row, row.client)),
    url: nameText(nameOf(row, row.url)),
    file: file.path,
    meaning: isNamed(row.reason) ? reasonMeaning(reason) : statusMeaning(status),
  };
}
