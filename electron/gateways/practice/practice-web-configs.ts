import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { AppError, toErrorData } from '../../../shared/errors';
import { fold, readServer, type ServerConfig } from '../../iis/config';
import { joinPath } from '../../iis/config/names';
import type { SourceFile, WebConfigSource } from '../../iis/config/types';
import { readSource } from '../config-file/read-source';
import { onPracticeDrive } from './practice-drive';

/**
 * Every web.config in a folder of an application or virtual directory. The drive is looked through, not the ten thousand
 * folders that a configuration may name; without a file on it nothing is parsed.
 */
export async function readWebConfigs(drive: string, applicationHost: SourceFile): Promise<WebConfigSource[]> {
  const there = await find(drive);
  if (there.size === 0) return [];
  const found: WebConfigSource[] = [];
  for (const [iisPath, folder] of folders(applicationHost)) {
    const file = there.get(onDrive(drive, folder) ?? '');
    if (file !== undefined) found.push(await read(iisPath, file));
  }
  return found;
}

/** The web.config files by their folder. */
async function find(drive: string): Promise<Map<string, string>> {
  const entries = await readdir(drive, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && fold(entry.name) === 'web.config');
  return new Map(files.map(({ parentPath, name }) => [parentPath, path.join(parentPath, name)]));
}

function* folders(applicationHost: SourceFile): Iterable<[iisPath: string, folder: string]> {
  let config: ServerConfig;
  try {
    config = readServer({ applicationHost, webConfigs: { complete: true, files: [] } });
  } catch (error) {
    // The reader of the server itself says what is wrong with it.
    if (error instanceof AppError) return;
    throw error;
  }
  for (const site of config.sites)
    for (const application of site.applications)
      for (const { path: virtual, physicalPath } of application.virtualDirectories)
        if (physicalPath !== null)
          yield [joinPath(joinPath(site.name, application.path), virtual), physicalPath];
}

function onDrive(drive: string, folder: string): string | null {
  try {
    return onPracticeDrive(drive, folder);
  } catch {
    return null;
  }
}

async function read(iisPath: string, file: string): Promise<WebConfigSource> {
  try {
    return { iisPath, file: await readSource(file) };
  } catch (error) {
    return { iisPath, unreadable: toErrorData(error).message };
  }
}
