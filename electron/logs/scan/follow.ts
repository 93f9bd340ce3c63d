import { open } from 'node:fs/promises';
import { fileMark } from './file-mark';
import { findFiles, mayHold } from './find-files';
import type { LogFile } from './find-files';
import type { LogScan } from './log-scan';
import type { Runner } from './runner';
import type { FileEnd } from './scan-file';
import type { Above, ScanTask, TimeRange } from './task';

interface Known {
  /** Bytes of it that are counted. */
  to: number;
  above: Above;
  /** When it was last written as it was looked at, seconds since 1970. */
  written: number;
  mark: string | null;
}

const NOTHING_ABOVE: Above = { fields: null, day: null };

/**
 * Goes on where a scan ended: looks what grew, what is new and what was begun anew, and adds only that to the scan's sums.
 * A log that was deleted keeps its counts.
 */
export class LogFollower {
  private readonly known = new Map<string, Known>();

  /** Notes how far a file was read; give it to the scan as `onFile`. */
  readonly note = async (
    { path, written }: LogFile,
    { to, set }: Pick<FileEnd, 'to' | 'set'>,
  ): Promise<void> => {
    const above = { ...(this.known.get(path)?.above ?? NOTHING_ABOVE), ...set };
    this.known.set(path, { to, above, written, mark: await fileMark(path, to) });
  };

  /** Answers whether anything was added. */
  async step(
    paths: readonly string[],
    scan: LogScan,
    runner: Runner,
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<boolean> {
    let added = false;
    // What can't be listed was named by the scan itself.
    for await (const file of findFiles(paths, [])) {
      if (signal.aborted) break;
      const known = this.known.get(file.path);
      if (file.gz || (known ? stands(file, known) : !mayHold(file, range))) continue;
      if (!known) {
        scan.files += 1;
        scan.skipped.delete(file.path);
      } else if (await begunAnew(file, known)) {
        const reason = 'it was begun anew while it was followed; its new lines are counted, too';
        scan.unreadable.push({ file: file.path, reason });
        this.known.delete(file.path);
      }
      const from = this.known.get(file.path) ?? { to: 0, above: NOTHING_ABOVE };
      const to = await endOfLines(file.path, from.to, file.size);
      // A line that is still being written waits for its end, or it would be counted as torn.
      if (to === from.to) continue;
      await this.readOn(file, from, to, scan, runner, range, signal);
      added = true;
    }
    return added;
  }

  private async readOn(
    file: LogFile,
    { to: from, above }: Pick<Known, 'to' | 'above'>,
    to: number,
    scan: LogScan,
    runner: Runner,
    range: TimeRange,
    signal: AbortSignal,
  ): Promise<void> {
    const task: ScanTask = {
      path: file.path,
      fd: null,
      site: file.site,
      gz: false,
      format: null,
      from,
      to,
      above,
      range,
      rows: null,
    };
    const end = await runner.run(task, ({ tally }) => scan.tally.merge(tally), signal);
    await this.note(file, { to: end.stopped ? Math.max(from, end.to) : to, set: end.set });
  }
}

/** Windows tells the time of an open log late, its size at once. */
const stands = (file: LogFile, known: Known): boolean =>
  file.size === known.to && file.written === known.written;

async function begunAnew(file: LogFile, { to, mark }: Known): Promise<boolean> {
  if (file.size < to) return true;
  const now = await fileMark(file.path, to);
  // What can't be read now is named by who reads it on.
  return mark !== null && now !== null && now !== mark;
}

const BLOCK = 64 * 1024;

/** The place behind the last line feed between the two, or `from` where there is none. */
export async function endOfLines(path: string, from: number, size: number): Promise<number> {
  const handle = await open(path).catch(() => null);
  // What can't be opened is named by who reads it.
  if (!handle) return size;
  try {
    const block = Buffer.alloc(BLOCK);
    for (let end = size; end > from;) {
      const start = Math.max(from, end - BLOCK);
      const { bytesRead } = await handle.read(block, 0, end - start, start);
      const feed = block.subarray(0, bytesRead).lastIndexOf(10);
      if (feed >= 0) return start + feed + 1;
      end = start;
    }
    return from;
  } finally {
    await handle.close();
  }
}
