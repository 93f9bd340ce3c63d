import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { fold } from '../../iis/config';
import { replaceFile } from '../../storage/replace-file';
import { makeFile, removeEmptyFolders, removeFile } from '../../storage/new-file';
import { readSourceIfThere } from '../config-file/read-source';
import { sha256 } from '../../storage/hash';
import type { SiteFileCommit, SiteFileNow, SiteFiles } from '../gateway';
import { bytesOf } from '../site-file-bytes';
import { onPracticeDrive } from './practice-drive';

/** The folders of the practice server's applications, on a drive of its own. A folder is there once a file is in it. */
export class PracticeFiles implements SiteFiles {
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async read(folder: string, name: string): Promise<SiteFileNow> {
    const file = await this.#path(folder, name);
    const bytes = (await readSourceIfThere(file))?.bytes ?? null;
    return { path: file, bytes, hash: bytes === null ? null : sha256(bytes) };
  }

  async commit({ folder, name, expectedHash, content, backup: backupPath }: SiteFileCommit): Promise<void> {
    const file = await this.#path(folder, name);
    const bytes = bytesOf(content);
    if (bytes === null) {
      if (expectedHash === null) return;
      await removeFile({ path: file, expectedHash, backupPath });
      await removeEmptyFolders(path.dirname(file), path.dirname(this.#root));
    } else if (expectedHash === null) await makeFile(file, bytes);
    else await replaceFile({ path: file, expectedHash, bytes, backupPath });
  }

  /** A file that is there is found whatever letters its name is written in, as on Windows. */
  async #path(folder: string, name: string): Promise<string> {
    const dir = onPracticeDrive(this.#root, folder);
    const there = await readdir(dir).catch(() => []);
    return path.join(dir, there.find((each) => fold(each) === fold(name)) ?? name);
  }
}

/** Whether there is such a file, whatever letters it is written in; no folder, no file. */
export function hasPracticeFile(root: string, folder: string, name: string): boolean {
  try {
    return readdirSync(onPracticeDrive(root, folder)).some((each) => fold(each) === fold(name));
  } catch {
    return false;
  }
}
