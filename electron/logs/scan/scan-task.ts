import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { fsReason } from '../../storage/fs-error';
import { HEAD_BYTES, sniff } from '../formats/sniff';
import type { LineScanner } from './line-scanner';
import type { RowFinder } from './row-finder';
import { scanGzip } from './scan-gzip';
import { Scanning } from './scanning';
import type { Emit } from './scanning';
import { notRead } from './task';
import type { ScanEnd, ScanTask, Stopped } from './task';
import { oddLineEnds, whyNoLog } from './why-no-log';

const LF = 10;
/** Of a line that goes on behind the piece so much is read even when the scan is stopped. */
const LINE_REST = 1024 * 1024;

/**
 * Scans one piece; hands its sums over in parts. What the file does wrong stands in the answer, nothing is thrown. When it
 * is stopped, what was read by then is handed over.
 */
export async function scanTask(
  task: ScanTask,
  finder: RowFinder,
  emit: Emit,
  stopped: Stopped = () => false,
): Promise<ScanEnd> {
  if (stopped()) return notRead(null);
  try {
    return task.gz ? await scanGzip(task, finder, emit, stopped) : scanPlain(task, finder, emit, stopped);
  } catch (error) {
    return notRead(fsReason(error));
  }
}

function scanPlain(task: ScanTask, finder: RowFinder, emit: Emit, stopped: Stopped): ScanEnd {
  const fd = task.fd ?? openSync(task.path, 'r');
  try {
    const to = task.to ?? fstatSync(fd).size;
    const head = task.format === null ? headOf(fd) : null;
    const format = head ? sniff(head) : task.format;
    if (format === null) return notRead(whyNoLog(headOf(fd)));
    const begin = task.from === 0 ? 0 : nextLine(fd, task.from, to);
    const scanning = new Scanning(task, finder, format, begin ?? task.from, emit);
    const { scanner } = scanning;
    const { at, ends } =
      begin === null ? { at: task.from, ends: true } : readTo(fd, scanner, begin, to, stopped);
    const end = scanner.midLine ? finishLine(fd, scanner, at, stopped) : at;
    const odd = head && task.from === 0 ? oddLineEnds(head) : null;
    const problem = ends && at < to ? 'it became shorter while it was read' : odd;
    const stop = !ends && at < to;
    const reached = stop ? end : to;
    return scanning.end(Math.min(reached, to) - task.from, { problem, to: reached, stopped: stop });
  } finally {
    if (task.fd === null) closeSync(fd);
  }
}

function headOf(fd: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  return head.subarray(0, readSync(fd, head, 0, head.length, 0));
}

/** Where the first line begins that begins at `from` or later, at most `to`; null when the file ends before `to`. */
function nextLine(fd: number, from: number, to: number): number | null {
  const buffer = Buffer.alloc(HEAD_BYTES);
  for (let at = from - 1; at < to;) {
    const got = readSync(fd, buffer, 0, buffer.length, at);
    const feed = buffer.subarray(0, got).indexOf(LF);
    if (feed >= 0) return Math.min(to, at + feed + 1);
    if (got === 0) return null;
    at += got;
  }
  return to;
}

/** Answers where it came to: `to`, or the file's end (`ends`) or the place where it was stopped when that comes first. */
function readTo(
  fd: number,
  scanner: LineScanner,
  from: number,
  to: number,
  stopped: Stopped,
): { at: number; ends: boolean } {
  let at = from;
  while (at < to) {
    if (stopped()) return { at, ends: false };
    const space = scanner.space();
    const got = readSync(fd, space, 0, Math.min(space.length, to - at), at);
    if (got === 0) return { at, ends: true };
    scanner.filled(got);
    at += got;
  }
  return { at, ends: false };
}

/** The line that the piece ends in is read to its own end; answers where that is. */
function finishLine(fd: number, scanner: LineScanner, from: number, stopped: Stopped): number {
  let at = from;
  while (scanner.midLine) {
    if (at - from > LINE_REST && stopped()) break;
    const space = scanner.space();
    const got = readSync(fd, space, 0, Math.min(space.length, HEAD_BYTES), at);
    if (got === 0) {
      scanner.finish();
      break;
    }
    const feed = space.subarray(0, got).indexOf(LF);
    scanner.filled(feed < 0 ? got : feed + 1);
    at += feed < 0 ? got : feed + 1;
  }
  return at;
}
