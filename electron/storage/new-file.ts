import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors';
import { withFileLock } from './file-lock';
import { fsCode, fsReason } from './fs-error';
import { sha256 } from './hash';
import { syncDirectory, writeNewFile } from './write-atomic';

const locked = <T>(path: string, work: () => Promise<T>): Promise<T> =>
  withFileLock(join(dirname(path), `.${basename(path)}.switchboard-lock`), work, { what: path });

/**
 * Makes a file that must not be there yet, as a whole or not at all, and its folder where that is missing. Throws
 * `already-exists`, `write-failed`, `busy`; nothing is left then.
 */
export async function makeFile(path: string, bytes: Uint8Array): Promise<void> {
  const temp = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await locked(path, async () => {
      await writeNewFile(temp, bytes, 0o600);
      // Unlike a rename it never replaces what somebody has just put there.
      await link(temp, path);
      await syncDirectory(dirname(path));
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (fsCode(error) === 'EEXIST')
      throw new AppError('already-exists', `${path} is there already; it was not touched.`, {
        where: { file: path },
        fix: 'Look at the new preview.',
      });
    throw new AppError('write-failed', `${path} was not written because ${fsReason(error)}.`, {
      where: { file: path },
      fix: 'Check the rights and the free space of its folder.',
    });
  } finally {
    await rm(temp, { force: true }).catch(() => undefined);
  }
}

interface RemoveRequest {
  path: string;
  /** SHA-256 (hex) that the file must have now. */
  expectedHash: string;
  /** A file that must not exist yet; its folder is made. */
  backupPath: string;
}

/**
 * Takes a file away, a copy of it kept, only if it still is what the caller saw. Throws `file-changed`, `file-missing`,
 * `write-failed`, `busy`; the file stands then.
 */
export async function removeFile({ path, expectedHash, backupPath }: RemoveRequest): Promise<void> {
  const aside = join(dirname(path), `.${basename(path)}.${randomUUID()}.old`);
  await locked(path, async () => {
    let copied = false;
    try {
      const old = await readExpected(path, expectedHash);
      await mkdir(dirname(backupPath), { recursive: true, mode: 0o700 });
      await writeNewFile(backupPath, old);
      copied = true;
      await syncDirectory(dirname(backupPath));
      // Out of the way first: what is looked at then is surely what goes.
      await rename(path, aside);
      if (sha256(await readFile(aside)) !== expectedHash) {
        await rename(aside, path);
        throw changed(path);
      }
      await rm(aside);
      await syncDirectory(dirname(path));
    } catch (error) {
      if (copied) await rm(backupPath, { force: true }).catch(() => undefined);
      throw error instanceof AppError ? error : notRemoved(path, error);
    }
  });
}

/** Takes away folders that hold nothing, from `folder` up to but not `root`. */
export async function removeEmptyFolders(folder: string, root: string): Promise<void> {
  for (let each = folder; each.startsWith(root) && each !== root; each = dirname(each)) {
    try {
      await rmdir(each);
    } catch {
      return;
    }
  }
}

async function readExpected(path: string, expectedHash: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (sha256(bytes) === expectedHash) return bytes;
  throw changed(path);
}

const changed = (path: string): AppError =>
  new AppError('file-changed', `${path} has changed since it was read; it was not touched.`, {
    where: { file: path },
    fix: 'Read the server again and look at the new preview.',
  });

function notRemoved(path: string, error: unknown): AppError {
  if (fsCode(error) === 'ENOENT')
    return new AppError('file-missing', `There is no file ${path} any more.`, { where: { file: path } });
  return new AppError('write-failed', `${path} was not removed because ${fsReason(error)}.`, {
    where: { file: path },
    fix: 'Check the rights of its folder, and whether a program has it open.',
  });
}
