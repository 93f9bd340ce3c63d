import { appendFile, mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../shared/errors';
import { fsCode, fsReason } from '../../storage/fs-error';
import type { ServerRecord } from '../gateway';

const MOST_BYTES = 4 * 1024 * 1024;

/** The journal's copy in the practice server's own folder, which is its owner's only. */
export function recordAt(file: string): ServerRecord {
  return {
    // A line that a crash tore is ended first; empty lines mean nothing.
    append: async (lines) => {
      try {
        await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
        await appendFile(file, lines.map((line) => `\n${line}\n`).join(''), { mode: 0o600, flush: true });
      } catch (error) {
        throw new AppError('write-failed', `${file} was not written because ${fsReason(error)}.`, {
          where: { file },
        });
      }
    },
    read: async () => {
      try {
        const handle = await open(file, 'r');
        try {
          const { size } = await handle.stat();
          const bytes = Buffer.alloc(Math.min(size, MOST_BYTES));
          await handle.read(bytes, 0, bytes.length, size - bytes.length);
          return bytes.toString('utf8');
        } finally {
          await handle.close();
        }
      } catch (error) {
        if (fsCode(error) === 'ENOENT') return '';
        throw new AppError('file-unreadable', `${file} can't be read because ${fsReason(error)}.`, {
          where: { file },
        });
      }
    },
  };
}
