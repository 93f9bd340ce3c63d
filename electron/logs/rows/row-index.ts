import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { isNamed, nameOf, nameText } from '../formats/row';
import type { LogRow } from '../../../shared/model/logs';
import { reasonMeaning, statusMeaning } from '../meaning/status-meaning';
import { fileMark } from '../scan/file-mark';
import { findFiles, mayHold } from '../scan/find-files';
import type { LogFile } from '../scan/find-files';
import type { Runner } from '../scan/runner';
import type { Above, TimeRange } from '../scan/task';
import { statusKey, statusName } from '../sums/statuses';
import { readLine } from './read-line';
import type { FoundRows } from './row-collector';

/** A table of more rows is nothing that anybody reads; some 30 bytes each. */
const MOST_ROWS = 100_000;
const LONGEST_LINE = 16_384;

interface Place {
  file: LogFile;
  found: FoundRows;
  index: number;
}

/** What was found in a log that had this size; one that only grew is read on from there. */
interface Looked {
  file: LogFile;
  parts: FoundRows[];
  above: Above;
  mark: string | null;
}

interface Question {
  range: TimeRange;
  status: string;
}

/** The rows of one question, newest first: their places only. The lines are read from the files as they are looked at. */
export class RowIndex {
  private constructor(
    private readonly places: readonly Place[],
    /** Rows beyond those that the table has. */
    readonly more: number,
    private readonly looked: ReadonlyMap<string, Looked>,
  ) {}

  /** `before`: the index of the same question, of which only what came since is read. */
  static async build(
    paths: readonly string[],
    question: Question,
    runner: Runner,
    signal: AbortSignal,
    before: RowIndex | null = null,
  ): Promise<RowIndex> {
    const files: LogFile[] = [];
    for await (const file of findFiles(paths, [])) {
      if (mayHold(file, question.range)) files.push(file);
    }
    const looked = new Map(before?.looked);
    const places: Place[] = [];
    let more = 0;
    // Names have the day in them: the newest first.
    for (const file of files.reverse()) {
      if (!signal.aborted) looked.set(file.path, await look(file, question, runner, looked.get(file.path)));
      for (const found of looked.get(file.path)?.parts ?? []) {
        more += found.more;
        for (let index = 0; index < found.at.length; index += 1) places.push({ file, found, index });
      }
    }
    places.sort((a, b) => secondOf(b) - secondOf(a));
    const left = Math.max(0, places.length - MOST_ROWS);
    return new RowIndex(places.slice(0, MOST_ROWS), more + left, looked);
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

/** Looks through a log, or through what it grew by. */
async function look(
  file: LogFile,
  { range, status }: Question,
  runner: Runner,
  before: Looked | undefined,
): Promise<Looked> {
  if (before && before.file.size === file.size && before.file.written === file.written) return before;
  const grown = before && !file.gz && (await onlyGrew(file, before)) ? before : null;
  const parts = [...(grown?.parts ?? [])];
  const have = parts.reduce((sum, { at }) => sum + at.length, 0);
  const above = grown?.above ?? { fields: null, day: null };
  const end = await runner.run(
    {
      ...{ path: file.path, fd: null, site: file.site, gz: file.gz, format: null, above, range },
      from: grown?.file.size ?? 0,
      to: file.gz ? null : file.size,
      rows: { status, most: Math.max(0, MOST_ROWS - have) },
    },
    ({ rows }) => {
      if (rows) parts.push(rows);
    },
  );
  const mark = file.gz ? null : await fileMark(file.path, file.size);
  return { file, parts, above: { ...above, ...end.set }, mark };
}

const onlyGrew = async ({ path, size }: LogFile, { file, mark }: Looked): Promise<boolean> =>
  size > file.size && mark !== null && mark === (await fileMark(path, file.size));

const NOTHING: LogRow = {
  at: null,
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

const secondOf = ({ found, index }: Place): number => found.second[index] ?? -1;

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
    status,
    reason: nameText(reason),
    tookMs: row.timeTaken < 0 ? null : row.timeTaken,
    client: nameText(nameOf(row, row.client)),
    url: nameText(nameOf(row, row.url)),
    file: file.path,
    meaning: isNamed(row.reason) ? reasonMeaning(reason) : statusMeaning(status),
  };
}
