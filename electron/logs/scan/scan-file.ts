import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { HEAD_BYTES, sniff } from '../formats/sniff';
import type { LogFile } from './find-files';
import type { Runner } from './runner';
import type { Emit } from './scanning';
import type { Above, ScanEnd, ScanPart, ScanTask, TimeRange } from './task';
import { oddLineEnds, whyNoLog } from './why-no-log';

/** A piece: some hundredths of a second of work, so that all threads end together, and no more sums wait than needed. */
const PIECE_BYTES = 16 * 1024 * 1024;
const NOTHING_ABOVE: Above = { fields: null, day: null };

/** How a file's scan ended: lines that nothing explains, why it was not read, or not wholly, and how far it was. */
export type FileEnd = Pick<ScanEnd, 'unexplained' | 'problem' | 'set' | 'to' | 'stopped'>;

/**
 * Scans one file, a large one in pieces at a time; `emit` gets each part once, when it is known to be right. When the signal
 * ends it, what counts is the log up to a place, `to`.
 */
export async function scanFile(
  file: LogFile,
  range: TimeRange,
  runner: Runner,
  emit: Emit,
  signal: AbortSignal | undefined,
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
  if (file.gz || file.size <= pieceBytes) return runner.run(whole, emit, signal);
  const handle = await open(file.path);
  try {
    return await scanPieces(handle, whole, { runner, emit, signal, pieceBytes });
  } finally {
    await handle.close();
  }
}

interface Pieces {
  runner: Runner;
  emit: Emit;
  signal: AbortSignal | undefined;
  pieceBytes: number;
}

/**
 * Each piece is begun as if the first #Fields of the file stood above it. When the pieces before it turn out to say
 * something else, it is done once more with that.
 */
async function scanPieces(
  handle: FileHandle,
  whole: ScanTask,
  { runner, emit, signal, pieceBytes }: Pieces,
): Promise<FileEnd> {
  const { size } = await handle.stat();
  const head = Buffer.alloc(HEAD_BYTES);
  const { bytesRead } = await handle.read(head, 0, head.length, 0);
  const format = sniff(head.subarray(0, bytesRead));
  const sum: FileEnd = { unexplained: 0, problem: null, set: {}, to: size, stopped: false };
  if (format === null) return { ...sum, problem: whyNoLog(head) };
  sum.problem = oddLineEnds(head.subarray(0, bytesRead));
  const guess = firstAbove(head.toString('latin1', 0, bytesRead));
  let above = NOTHING_ABOVE;
  const settle = async (piece: Begun): Promise<void> => {
    let { end, parts } = await piece.ended;
    // What stands behind a place that was not read does not count.
    if (sum.stopped) return;
    if (end.usedAbove && !same(piece.task.above, above, end.usedDay))
      ({ end, parts } = await begin({ ...piece.task, above }, runner, signal).ended);
    if (end.stopped) {
      sum.stopped = true;
      sum.to = parts.length > 0 ? end.to : piece.task.from;
    }
    for (const part of parts) emit(part);
    above = { ...above, ...end.set };
    sum.set = { ...sum.set, ...end.set };
    sum.unexplained += end.unexplained;
    sum.problem ??= end.problem;
  };
  const under: Begun[] = [];
  let from = 0;
  for (; from < size && signal?.aborted !== true; from += pieceBytes) {
    const to = Math.min(size, from + pieceBytes);
    const task = { ...whole, fd: handle.fd, format, from, to, above: from === 0 ? NOTHING_ABOVE : guess };
    under.push(begin(task, runner, signal));
    const first = under.length > runner.lanes ? under.shift() : undefined;
    if (first) await settle(first);
  }
  for (const piece of under) await settle(piece);
  return sum.stopped || from >= size ? sum : { ...sum, stopped: true, to: from };
}

interface Begun {
  task: ScanTask;
  ended: Promise<{ end: ScanEnd; parts: ScanPart[] }>;
}

function begin(task: ScanTask, runner: Runner, signal: AbortSignal | undefined): Begun {
  const parts: ScanPart[] = [];
  const ended = runner.run(task, (part) => parts.push(part), signal).then((end) => ({ end, parts }));
  return { task, ended };
}

/** What the first directives of a log say. */
function firstAbove(head: string): Above {
  const fields = /(?:^|\n)\0*#Fields:([^\r\n]*)/.exec(head)?.[1]?.trim();
  return { fields: fields ?? null, day: null };
}

/** Whether lines read the same below both. */
const same = (a: Above, b: Above, usedDay: boolean): boolean =>
  a.fields === b.fields && (!usedDay || a.day === b.day);
