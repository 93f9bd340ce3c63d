import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { layoutOf } from '../formats/layout';
import { HEAD_BYTES, sniff } from '../formats/sniff';
import type { LogFile } from './find-files';
import type { Runner } from './runner';
import { NO_TEXT } from './scan-task';
import type { Emit } from './scan-task';
import type { Above, ScanEnd, ScanPart, ScanTask, TimeRange } from './task';

/** A piece: some hundredths of a second of work, so that all threads end together, and no more sums wait than needed. */
const PIECE_BYTES = 16 * 1024 * 1024;
const NOTHING_ABOVE: Above = { fields: null, day: null };

/** How a file's scan ended: lines that nothing explains, and why it was not read, or not wholly. */
export type FileEnd = Pick<ScanEnd, 'unexplained' | 'problem' | 'set' | 'to'>;

/** Stops handing out pieces; those under way are still counted. */
export type Stopped = () => boolean;

/** Scans one file, a large one in pieces at a time; `emit` gets each part once, when it is known to be right. */
export async function scanFile(
  file: LogFile,
  range: TimeRange,
  runner: Runner,
  emit: Emit,
  stopped: Stopped,
  pieceBytes = PIECE_BYTES,
): Promise<FileEnd> {
  const whole: ScanTask = {
    path: file.path,
    fd: null,
    site: file.site,
    gz: file.gz,
    format: null,
    from: 0,
    to: null,
    above: NOTHING_ABOVE,
    range,
    rows: null,
  };
  if (file.gz || file.size <= pieceBytes) return runner.run(whole, emit);
  const handle = await open(file.path);
  try {
    return await scanPieces(handle, whole, runner, emit, stopped, pieceBytes);
  } finally {
    await handle.close();
  }
}

/**
 * Each piece is begun as if the first #Fields of the file stood above it. When the pieces before it turn out to say
 * something else, it is done once more with that.
 */
async function scanPieces(
  handle: FileHandle,
  whole: ScanTask,
  runner: Runner,
  emit: Emit,
  stopped: Stopped,
  pieceBytes: number,
): Promise<FileEnd> {
  const { size } = await handle.stat();
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  const format = sniff(head.subarray(0, bytesRead));
  if (format === null) return { unexplained: 0, problem: NO_TEXT, set: {}, to: size };
  const guess = firstAbove(head.toString('latin1', 0, bytesRead));
  const sum: FileEnd = { unexplained: 0, problem: null, set: {}, to: size };
  let above = NOTHING_ABOVE;
  const settle = async (piece: Begun): Promise<void> => {
    let { end, parts } = await piece.ended;
    if (end.usedAbove && !same(piece.task.above, above))
      ({ end, parts } = await begin({ ...piece.task, above }, runner).ended);
    for (const part of parts) emit(part);
    above = { ...above, ...end.set };
    sum.set = { ...sum.set, ...end.set };
    sum.unexplained += end.unexplained;
    sum.problem ??= end.problem;
  };
  const under: Begun[] = [];
  for (let from = 0; from < size && !stopped(); from += pieceBytes) {
    const to = Math.min(size, from + pieceBytes);
    const task = { ...whole, fd: handle.fd, format, from, to, above: from === 0 ? NOTHING_ABOVE : guess };
    under.push(begin(task, runner));
    const first = under.length > runner.lanes ? under.shift() : undefined;
    if (first) await settle(first);
  }
  for (const piece of under) await settle(piece);
  return sum;
}

interface Begun {
  task: ScanTask;
  ended: Promise<{ end: ScanEnd; parts: ScanPart[] }>;
}

function begin(task: ScanTask, runner: Runner): Begun {
  const parts: ScanPart[] = [];
  return { task, ended: runner.run(task, (part) => parts.push(part)).then((end) => ({ end, parts })) };
}

/** What the first directives of a log say. */
function firstAbove(head: string): Above {
  const fields = /(?:^|\n)\0*#Fields:([^\r\n]*)/.exec(head)?.[1]?.trim();
  return { fields: fields ?? null, day: null };
}

/** Whether lines read the same below both: the day matters only where they have no date of their own. */
function same(a: Above, b: Above): boolean {
  return a.fields === b.fields && (a.day === b.day || (a.fields !== null && layoutOf(a.fields).date >= 0));
}
