import { open } from 'node:fs/promises';
import { findFiles } from './find-files';
import type { LogFile } from './find-files';
import type { LogScan } from './log-scan';
import type { Runner } from './runner';
import type { FileEnd } from './scan-file';
import type { Above, ScanTask, TimeRange } from './task';

interface Known {
  /** Bytes of it that are counted. */
  to: number;
  above: Above;
}

const NOTHING_ABOVE: Above = { fields: null, day: null };

/**
 * Goes on where a scan ended: looks what grew, what is new and what was begun anew, and adds only that to the scan's sums.
 * A log that was deleted keeps its counts.
 */
export class LogFollower {
  private readonly known = new Map<string, Known>();

  /** Notes how far a file was read; give it to the scan as `onFile`. */
  readonly note = (file: LogFile, { to, set }: Pick<FileEnd, 'to' | 'set'>): void => {
    const before = this.known.get(file.path)?.above ?? NOTHING_ABOVE;
    this.known.set(file.path, { to, above: { ...before, ...set } });
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
      if (file.gz || known?.to === file.size) continue;
      const anew = known === undefined || file.size < known.to;
      if (known && anew) {
        const reason = 'it was begun anew while it was followed; its new lines are counted, too';
        scan.unreadable.push({ file: file.path, reason });
        this.known.delete(file.path);
      }
      if (anew) scan.files += known ? 0 : 1;
      const from = anew ? { to: 0, above: NOTHING_ABOVE } : known;
      const to = await endOfLines(file.path, from.to, file.size);
      // A line that is still being written waits for its end, or it would be counted as torn.
      if (to === from.to) continue;
      await this.readOn(file, from, to, scan, runner, range);
      added = true;
    }
    return added;
  }

  private async readOn(
    file: LogFile,
    { to: from, above }: Known,
    to: number,
    scan: LogScan,
    runner: Runner,
    range: TimeRange,
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
    const end = await runner.run(task, ({ tally }) => scan.tally.merge(tally));
    this.note(file, { to, set: end.set });
  }
}

const BLOCK = 64 * 1024;

/** The place behind the last line feed between the two, or `from` where there is none. */
async function endOfLines(path: string, from: number, size: number): Promise<number> {
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
