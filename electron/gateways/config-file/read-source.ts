import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { AppError } from '../../../shared/errors';
import { fsCode, fsReason } from '../../storage/fs-error';
import type { SourceFile } from '../../iis/config/types';

/** No IIS configuration comes near it; a larger file is a wrong file, and reading it would cost gigabytes. */
export const MAX_CONFIG_BYTES = 64 * 1024 * 1024;

/**
 * A configuration file's bytes, with its size looked at before anything is read. Errors: `file-missing`,
 * `file-unreadable` (a folder or device, too), `file-too-large`.
 */
export async function readSource(path: string): Promise<SourceFile> {
  try {
    // O_NONBLOCK: opening a named pipe would wait for a writer for ever.
    const handle = await open(
      path,
      constants.O_RDONLY | (process.platform === 'win32' ? 0 : constants.O_NONBLOCK),
    );
    try {
      const info = await handle.stat();
      if (info.isDirectory()) throw isFolder(path);
      if (!info.isFile()) throw notAFile(path);
      if (info.size > MAX_CONFIG_BYTES) throw tooLarge(path, info.size);
      const bytes = await handle.readFile();
      if (bytes.length > MAX_CONFIG_BYTES) throw tooLarge(path, bytes.length);
      return { path, bytes };
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (fsCode(error) === 'ENOENT') throw missing(path);
    if (fsCode(error) === 'EISDIR') throw isFolder(path);
    throw unreadable(path, fsReason(error));
  }
}

/** As readSource, but null where there is no such file. */
export async function readSourceIfThere(path: string): Promise<SourceFile | null> {
  try {
    return await readSource(path);
  } catch (error) {
    if (error instanceof AppError && error.code === 'file-missing') return null;
    throw error;
  }
}

function missing(path: string): AppError {
  return new AppError('file-missing', `There is no file ${path}.`, {
    where: { file: path },
    fix: 'Check the path, or add the server again with the file where it is now.',
  });
}

function isFolder(path: string): AppError {
  return new AppError('file-unreadable', `${path} is a folder, not a configuration file.`, {
    where: { file: path },
    fix: 'Name the applicationHost.config in it.',
  });
}

function notAFile(path: string): AppError {
  return new AppError('file-unreadable', `${path} is a device or pipe, not a configuration file.`, {
    where: { file: path },
    fix: 'Name an applicationHost.config.',
  });
}

function unreadable(path: string, reason: string): AppError {
  return new AppError('file-unreadable', `${path} can't be read because ${reason}.`, {
    where: { file: path },
    fix: 'Ask for read access to it, or copy it to a folder of yours and open the copy.',
  });
}

function tooLarge(path: string, size: number): AppError {
  const megabytes = Math.ceil(size / 1024 / 1024);
  return new AppError('file-too-large', `${path} has ${megabytes} MB; at most 64 MB are read.`, {
    where: { file: path },
    fix: 'Make sure that it is an applicationHost.config and not a log or a backup.',
  });
}
