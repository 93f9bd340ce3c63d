import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, realpath, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AppError } from '../../shared/errors';
import { withFileLock } from './file-lock';
import { fsCode, fsReason } from './fs-error';
import { sha256 } from './hash';
import { liveConfigReason } from './live-config';
import { syncDirectory, writeNewFile } from './write-atomic';
import { systemSwap, type Swap } from './swap-file';
import { writeTwin } from './write-twin';

export type ReplaceStep =
  'locked' | 'checked' | 'backed-up' | 'temp-written' | 'kept' | 'checked-again' | 'renamed';

export interface ReplaceRequest {
  path: string;
  /** SHA-256 (hex) that the file must have now. */
  expectedHash: string;
  bytes: Uint8Array;
  /** A file that must not exist yet; its folder is made. */
  backupPath: string;
  /** Told after each step; what it throws ends the replacement there. */
  onStep?: (step: ReplaceStep) => void | Promise<void>;
  /** Instead of this system's own. */
  swap?: Swap;
}

/**
 * Replaces a file as a whole, once, and only if it still is what the caller saw. A link's target is replaced, not the
 * link. Owner and mode are kept where the system lets us; on Windows by ReplaceFile (swap-file.ts). Errors: `file-changed`, `file-missing`, `read-only`,
 * `write-failed`, `busy`. Except after
 * the rename (when the error says so) the old file stands, and neither temp file nor backup is left. A foreign write
 * into the file between the last check and the rename is found in the replaced file, which is then kept; POSIX has no
 * compare-and-rename, so a foreign *rename* in those microseconds is not seen.
 */
export async function replaceFile(request: ReplaceRequest): Promise<void> {
  const path = await target(request.path);
  const name = basename(path);
  const lockPath = join(dirname(path), `.${name}.switchboard-lock`);
  await withFileLock(lockPath, () => replaceLocked(path, request), { what: request.path });
}

async function replaceLocked(path: string, request: ReplaceRequest): Promise<void> {
  const { expectedHash, bytes, backupPath, swap = systemSwap() } = request;
  const step = async (done: ReplaceStep): Promise<void> => request.onStep?.(done);
  const temp = join(dirname(path), `.${basename(path)}.${randomUUID()}.tmp`);
  const kept = `${temp.slice(0, -'.tmp'.length)}.old`;
  let backedUp = false;
  let renamed = false;
  try {
    await sweep(path);
    await step('locked');
    const old = await readChecked(path, expectedHash, request.path);
    await refuseReadOnly(path, request.path);
    await step('checked');
    await mkdir(dirname(backupPath), { recursive: true, mode: 0o700 });
    await writeNewFile(backupPath, old);
    backedUp = true;
    await syncDirectory(dirname(backupPath));
    await step('backed-up');
    await writeTwin(temp, bytes, path);
    await step('temp-written');
    await swap.prepare(path, kept);
    await step('kept');
    await readChecked(path, expectedHash, request.path);
    await step('checked-again');
    await swap.swap(temp, path, kept);
    renamed = true;
    await syncDirectory(dirname(path));
    await step('renamed');
  } catch (error) {
    await rm(temp, { force: true }).catch(() => undefined);
    // Once it is replaced, what is in the kept file may be nowhere else.
    if (!renamed) await rm(kept, { force: true }).catch(() => undefined);
    // A backup of a file that was not replaced would only be one more copy of its secrets.
    if (backedUp && !renamed) await rm(backupPath, { force: true }).catch(() => undefined);
    throw error instanceof AppError ? error : notWritten(request.path, renamed, backupPath, error);
  }
  await refuseLost(kept, request);
  if (sha256(await readFile(path)) !== sha256(bytes)) {
    throw new AppError('write-failed', `${request.path} was written but reads back with other content.`, {
      where: { file: request.path },
      fix: `Find out what else writes it; the file as it was before lies at ${backupPath}.`,
    });
  }
}

/** What follows the file's own name: a UUID and what it was for. */
const DEBRIS = /^[0-9a-f-]{36}\.(tmp|old)$/;

/**
 * What a crash left beside the file. Ours by its name, and nobody else is at it: the lock is held. A kept file that was
 * replaced stays: what is in it may be nowhere else.
 */
async function sweep(path: string): Promise<void> {
  const dir = dirname(path);
  const ours = `.${basename(path)}.`;
  for (const name of await readdir(dir).catch(() => [])) {
    const kind = name.startsWith(ours) ? DEBRIS.exec(name.slice(ours.length))?.[1] : undefined;
    const file = join(dir, name);
    if (kind === 'tmp' || (kind === 'old' && (await stat(file).catch(() => null))?.nlink !== 1))
      await rm(file, { force: true }).catch(() => undefined);
  }
}

/** What was written into the old file between the last check and the rename is found in it, and stays as a copy. */
async function refuseLost(kept: string, { path, expectedHash }: ReplaceRequest): Promise<void> {
  const bytes = await readFile(kept).catch(() => null);
  if (bytes === null || sha256(bytes) === expectedHash) {
    await rm(kept, { force: true }).catch(() => undefined);
    return;
  }
  throw new AppError(
    'write-failed',
    `${path} was written, but something else wrote it in the same moment; what that wrote lies at ${kept}.`,
    { where: { file: kept }, fix: 'Compare the two, and make the lost change again.' },
  );
}

async function target(path: string): Promise<string> {
  let real: string;
  try {
    real = await realpath(path);
  } catch (error) {
    const code = fsCode(error) === 'ENOENT' ? 'file-missing' : 'write-failed';
    throw new AppError(code, `${path} can't be replaced because ${fsReason(error)}.`, {
      where: { file: path },
      fix: 'Read the server again.',
    });
  }
  const reason = liveConfigReason(path) ?? liveConfigReason(real);
  if (reason !== null) throw readOnly(path, reason);
  return real;
}

async function readChecked(path: string, expectedHash: string, shown: string): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (sha256(bytes) === expectedHash) return bytes;
  throw new AppError('file-changed', `${shown} has changed since it was read; nothing was written.`, {
    where: { file: shown },
    fix: 'Read the server again and look at the new preview.',
  });
}

/** A rename doesn't ask whether the file itself may be written, and root may write anything: look at its mode. */
async function refuseReadOnly(path: string, shown: string): Promise<void> {
  const info = await stat(path);
  if ((info.mode & 0o222) !== 0) return;
  throw readOnly(shown, `${shown} is marked read-only.`);
}

function readOnly(path: string, reason: string): AppError {
  return new AppError('read-only', reason, {
    where: { file: path },
    fix: 'Work on a copy of the file, or change its rights first.',
  });
}

function notWritten(path: string, renamed: boolean, backupPath: string, error: unknown): AppError {
  const reason = fsReason(error);
  const message = renamed
    ? `${path} was replaced, but it is not sure to outlast a power cut because ${reason}.`
    : `${path} was not written because ${reason}; it is as it was.`;
  const fix = renamed
    ? `The file as it was before lies at ${backupPath}.`
    : `Check the rights and the free space of its folder and of ${dirname(backupPath)}.`;
  return new AppError('write-failed', message, { where: { file: path }, fix });
}
