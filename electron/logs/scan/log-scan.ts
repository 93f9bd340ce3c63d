import { count } from '../../../shared/words';
import { fsReason } from '../../storage/fs-error';
import { Tally } from '../sums/tally';
import { findFiles, mayHold } from './find-files';
import type { LogFile, Unreadable } from './find-files';
import type { Runner } from './runner';
import { scanFile } from './scan-file';
import type { FileEnd } from './scan-file';
import type { ScanPart, TimeRange } from './task';

export interface LogScan {
  /** `cancelled`: it was ended early, and what was read by then counts. */
  state: 'reading' | 'whole' | 'cancelled';
  /** Files that were read, at least in part. */
  files: number;
  /** How far each of them was: the place in its text, Infinity where nothing was left. */
  reached: Map<string, number>;
  tally: Tally;
  unreadable: Unreadable[];
  /** Files that were not opened, as they were last written before the time that was asked for. */
  skipped: Set<string>;
  /** What was asked for: beyond it nothing is known. */
  range: TimeRange;
}

export interface ScanOptions {
  range: TimeRange;
  /** Ends the scan early; what was read by then is the answer. */
  signal?: AbortSignal;
  /** After each part: the sums so far (the same object each time) and the bytes of files worked off. */
  onPart?: (scan: LogScan, read: number) => void;
  /** After each file that was read, at least in part: where reading it on would begin. */
  onFile?: (file: LogFile, end: FileEnd) => Promise<void>;
  /** Only for tests: where large files are cut. */
  pieceBytes?: number;
}

export const emptyScan = (range: TimeRange): LogScan => ({
  ...{ state: 'reading', files: 0, reached: new Map(), unreadable: [], skipped: new Set() },
  tally: new Tally(),
  range,
});

/**
 * Reads logs and adds them up: files, and folders with all that is in them, as they are now. Nothing that a file does
 * wrong is fatal: it is named in `unreadable`, and what could be read of it counts.
 */
export async function scanLogs(
  paths: readonly string[],
  runner: Runner,
  { range, signal, onPart, onFile, pieceBytes }: ScanOptions,
): Promise<LogScan> {
  const scan = emptyScan(range);
  let read = 0;
  const stopped = (): boolean => signal?.aborted === true;
  const one = async (file: LogFile): Promise<void> => {
    let of = 0;
    const emit = (part: ScanPart): void => {
      if (!scan.reached.has(file.path)) scan.files += 1;
      scan.reached.set(file.path, Infinity);
      of += part.read;
      read += part.read;
      scan.tally.merge(part.tally);
      onPart?.(scan, read);
    };
    const name = (reason: string): void => void scan.unreadable.push({ file: file.path, reason });
    try {
      const end = await scanFile(file, range, runner, emit, signal, pieceBytes);
      const { problem, unexplained } = end;
      if (end.stopped && scan.reached.has(file.path)) scan.reached.set(file.path, end.to);
      await onFile?.(file, end);
      if (problem !== null) name(problem);
      if (unexplained > 0)
        name(
          `${count(unexplained, 'line')} of it ${unexplained === 1 ? 'stands' : 'stand'} under no #Fields line with sc-status`,
        );
    } catch (error) {
      name(fsReason(error));
    }
    // Of a file that can't be read nothing is left to do.
    if (!stopped()) read += Math.max(0, file.size - of);
  };
  const under = new Set<Promise<void>>();
  for await (const file of findFiles(paths, scan.unreadable)) {
    if (stopped()) break;
    if (!mayHold(file, range)) {
      scan.skipped.add(file.path);
      continue;
    }
    const work = one(file).finally(() => under.delete(work));
    under.add(work);
    // One file more than there are threads, so that none waits for a file to be opened.
    if (under.size > runner.lanes) await Promise.race(under);
  }
  await Promise.all(under);
  scan.state = stopped() ? 'cancelled' : 'whole';
  return scan;
}
