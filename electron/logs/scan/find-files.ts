import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fsReason } from '../../storage/fs-error';

export interface LogFile {
  path: string;
  size: number;
  /** "W3SVC1" where the folder is named so, as IIS names them; else empty. */
  site: string;
  gz: boolean;
  /** Seconds since 1970 at which it was last written. */
  written: number;
}

/** A file or folder that was not read, or not wholly; `reason` is a clause: "access is denied". */
export interface Unreadable {
  file: string;
  reason: string;
}

const SITE_FOLDER = /^W3SVC\d+$/i;
const RAW_BINARY = /\.ibl$/i;

/**
 * Every regular file of the paths, folders with all that is in them, by name. What can't be listed or is no regular file
 * goes to `unreadable`. What two paths lead to (a link, a folder given twice) is taken once.
 */
export async function* findFiles(
  paths: readonly string[],
  unreadable: Unreadable[],
): AsyncGenerator<LogFile> {
  const seen = new Set<string>();
  for (const given of paths) yield* below(given, seen, unreadable);
}

async function* below(file: string, seen: Set<string>, unreadable: Unreadable[]): AsyncGenerator<LogFile> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) {
      const names = await entries(file, seen);
      for (const name of names) yield* below(path.join(file, name), seen, unreadable);
      return;
    }
    if (await again(file, seen)) return;
    if (!found.isFile()) unreadable.push({ file, reason: 'it is no regular file' });
    else if (RAW_BINARY.test(file))
      unreadable.push({ file, reason: 'it is a central binary log (CentralBinary), which holds no text' });
    else yield logFile(file, found.size, found.mtimeMs);
  } catch (error) {
    unreadable.push({ file, reason: fsReason(error) });
  }
}

function logFile(file: string, size: number, mtimeMs: number): LogFile {
  const folder = path.basename(path.dirname(path.resolve(file)));
  return {
    path: file,
    size,
    site: SITE_FOLDER.test(folder) ? folder.toUpperCase() : '',
    gz: /\.gz$/i.test(file),
    written: mtimeMs / 1000,
  };
}

/** Whether a file can have a row of the range at all: none that was last written well before it. */
export const mayHold = ({ written }: LogFile, { writtenSince }: { writtenSince?: number }): boolean =>
  writtenSince === undefined || written >= writtenSince;

/** A folder's names, none where it was listed before. */
async function entries(folder: string, seen: Set<string>): Promise<string[]> {
  if (await again(folder, seen)) return [];
  return (await readdir(folder)).sort();
}

async function again(file: string, seen: Set<string>): Promise<boolean> {
  const real = await realpath(file);
  if (seen.has(real)) return true;
  seen.add(real);
  return false;
}
