import { closeSync, createReadStream, fstatSync, openSync, readSync } from 'node:fs';
import { createGunzip, constants } from 'node:zlib';
import { fsReason } from '../../storage/fs-error';
import { HEAD_BYTES, sniff } from '../formats/sniff';
import type { LogFormat } from '../formats/sniff';
import { gzipDamage } from './gzip-damage';
import { LineScanner } from './line-scanner';
import type { RowFinder } from './row-finder';
import { RowCollector } from '../rows/row-collector';
import type { FoundRows } from '../rows/row-collector';
import type { ScanEnd, ScanPart, ScanTask } from './task';

/** Sums are handed over after so many bytes of text: a part stays small whatever the file's size. */
const PART_BYTES = 16 * 1024 * 1024;
const LF = 10;

export type Emit = (part: ScanPart) => void;

/** Scans one piece; hands its sums over in parts. What the file does wrong stands in the answer, nothing is thrown. */
export async function scanTask(task: ScanTask, finder: RowFinder, emit: Emit): Promise<ScanEnd> {
  try {
    return task.gz ? await scanGzip(task, finder, emit) : scanPlain(task, finder, emit);
  } catch (error) {
    return notRead(fsReason(error));
  }
}

const notRead = (problem: string): ScanEnd => ({
  set: {},
  usedAbove: false,
  unexplained: 0,
  problem,
  to: 0,
});

const ended = (scanner: LineScanner, problem: string | null): ScanEnd => ({
  set: scanner.standing.set,
  usedAbove: scanner.standing.usedAbove,
  unexplained: scanner.unexplained,
  problem,
  to: 0,
});

export const NO_TEXT = 'it is not a text log';

interface Scanning {
  scanner: LineScanner;
  found: FoundRows | null;
}

/** `from` is where the scanner's first byte stands in the log. */
function scannerFor(task: ScanTask, finder: RowFinder, format: LogFormat, from: number): Scanning {
  const { above, range, site, rows } = task;
  const collector = rows === null ? null : new RowCollector(rows, task.gz, format);
  const scanner = new LineScanner(finder, format, { above, range, site, from }, collector?.take ?? null);
  return { scanner, found: collector?.found ?? null };
}

const foundIn = (found: FoundRows | null): { rows?: FoundRows } => (found ? { rows: found } : {});

function scanPlain(task: ScanTask, finder: RowFinder, emit: Emit): ScanEnd {
  const fd = task.fd ?? openSync(task.path, 'r');
  try {
    const to = task.to ?? fstatSync(fd).size;
    const format = task.format ?? sniff(headOf(fd));
    if (format === null) return notRead(NO_TEXT);
    const begin = task.from === 0 ? 0 : nextLine(fd, task.from, to);
    const { scanner, found } = scannerFor(task, finder, format, begin ?? task.from);
    const at = begin === null ? task.from : readTo(fd, scanner, begin, to);
    const problem = at < to ? 'it became shorter while it was read' : null;
    if (scanner.midLine) finishLine(fd, scanner, at);
    emit({ tally: scanner.take().wire(), read: to - task.from, ...foundIn(found) });
    return { ...ended(scanner, problem), to };
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

/** Answers where it stopped: `to`, or the file's end when that comes first. */
function readTo(fd: number, scanner: LineScanner, from: number, to: number): number {
  let at = from;
  while (at < to) {
    const space = scanner.space();
    const got = readSync(fd, space, 0, Math.min(space.length, to - at), at);
    if (got === 0) break;
    scanner.filled(got);
    at += got;
  }
  return at;
}

/** The line that the piece ends in is read to its own end. */
function finishLine(fd: number, scanner: LineScanner, from: number): void {
  for (let at = from; scanner.midLine;) {
    const space = scanner.space();
    const got = readSync(fd, space, 0, Math.min(space.length, HEAD_BYTES), at);
    if (got === 0) {
      scanner.finish();
      return;
    }
    const feed = space.subarray(0, got).indexOf(LF);
    scanner.filled(feed < 0 ? got : feed + 1);
    at += got;
  }
}

async function scanGzip(task: ScanTask, finder: RowFinder, emit: Emit): Promise<ScanEnd> {
  // A log that is cut off is read as far as it goes.
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  const source = createReadStream(task.path);
  source.on('error', (error) => gunzip.destroy(error));
  source.pipe(gunzip);
  let scanner: LineScanner | null = null;
  let found: FoundRows | null = null;
  let bytes = 0;
  let told = 0;
  const hand = (from: LineScanner): void => {
    emit({ tally: from.take().wire(), read: gunzip.bytesWritten - told });
    told = gunzip.bytesWritten;
  };
  let problem: string | null = null;
  try {
    for await (const chunk of gunzip) {
      if (!Buffer.isBuffer(chunk)) continue;
      if (!scanner) {
        const format = sniff(chunk.subarray(0, HEAD_BYTES));
        if (format === null) return notRead(NO_TEXT);
        ({ scanner, found } = scannerFor(task, finder, format, 0));
      }
      feed(scanner, chunk);
      bytes += chunk.length;
      if (scanner.tally.bytes >= PART_BYTES) hand(scanner);
    }
  } catch (error) {
    problem = problemOf(error);
  } finally {
    source.destroy();
  }
  if (!scanner) return notRead(problem ?? (await gzipDamage(task.path, bytes)) ?? 'there is nothing in it');
  scanner.finish();
  emit({ tally: scanner.take().wire(), read: gunzip.bytesWritten - told, ...foundIn(found) });
  return ended(scanner, problem ?? (await gzipDamage(task.path, bytes)));
}

function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') ? 'its compressed data is damaged' : fsReason(error);
}

function feed(scanner: LineScanner, chunk: Buffer): void {
  for (let at = 0; at < chunk.length;) {
    const space = scanner.space();
    const count = chunk.copy(space, 0, at, Math.min(chunk.length, at + space.length));
    scanner.filled(count);
    at += count;
  }
}
