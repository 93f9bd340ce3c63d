import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../../shared/errors';
import type { ExportDone, ExportFormat, KeepProgress } from '../../../shared/model/keep';
import { fsReason } from '../../storage/fs-error';
import { formatWriter } from './formats';
import type { KeptHead, RawFrame } from './raw-frame';

/** Where the frames come from: a session in this process, or in the tester's. */
export interface FrameSource {
  head: () => Promise<KeptHead>;
  /** How many there were, and the first one that is still kept. */
  counts: () => Promise<{ frames: number; firstKept: number }>;
  /** From an index on as many as are fetched at once; fewer at the end, none behind it. */
  batch: (offset: number) => Promise<RawFrame[]>;
}

export interface ExportAsked {
  path: string;
  format: ExportFormat;
  /** Whether passwords, cookies and tokens of the handshake are written. Payloads always are. */
  secrets: boolean;
}

interface Context {
  progress: (progress: KeepProgress) => void;
  signal: AbortSignal;
}

/** What is collected before it is written. */
const WRITE_CHARS = 256 * 1024;

/**
 * Writes a session as it is now, a batch at a time, into a file beside the one that is asked for, which it becomes at
 * the end: a cancelled or failed export leaves nothing. Throws `cancelled`, `write-failed`.
 */
export async function exportSession(
  source: FrameSource,
  { path, format, secrets }: ExportAsked,
  { progress, signal }: Context,
): Promise<ExportDone> {
  const temp = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.tmp`);
  const { frames: end, firstKept } = await source.counts();
  const writer = formatWriter(format, await source.head(), secrets);
  let written = 0;
  let next = firstKept;
  try {
    const file = await open(temp, 'wx', 0o600);
    try {
      let piece = writer.begin();
      const flush = async (): Promise<void> => {
        if (signal.aborted)
          throw new AppError('cancelled', `The export to ${path} was stopped; nothing is left of it.`);
        await file.writeFile(piece);
        piece = '';
      };
      while (next < end) {
        const batch = (await source.batch(next)).filter(({ index }) => index < end);
        const last = batch.at(-1);
        if (!last) break;
        for (const frame of batch) {
          piece += writer.frame(frame);
          if (piece.length > WRITE_CHARS) await flush();
        }
        written += batch.length;
        next = last.index + 1;
        await flush();
        progress({ frames: next - firstKept, of: end - firstKept });
      }
      piece += writer.end();
      await flush();
      await file.sync();
      const { size } = await file.stat();
      await file.close();
      await rename(temp, path);
      return { path, frames: written, bytes: size, dropped: end - written };
    } finally {
      await file.close().catch(() => undefined);
    }
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    if (error instanceof AppError) throw error;
    throw new AppError('write-failed', `${path} was not written because ${fsReason(error)}.`, {
      where: { file: path },
      fix: 'Choose another folder, or check its rights and free space.',
    });
  }
}
