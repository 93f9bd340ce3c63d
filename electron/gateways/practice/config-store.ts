import { mkdir, readFile } from 'node:fs/promises';
import { AppError } from '../../../shared/errors';
import { withFileLock } from '../../storage/file-lock';
import { fsCode, fsReason } from '../../storage/fs-error';
import { sha256 } from '../../storage/hash';
import { writeAtomic } from '../../storage/write-atomic';
import type { PracticePaths } from './practice-paths';

/** The practice server's applicationHost.config on disk. Writes take the lock that every other writer takes. */
export class ConfigStore {
  readonly #paths: PracticePaths;

  constructor(paths: PracticePaths) {
    this.#paths = paths;
  }

  async prepare(): Promise<void> {
    try {
      await mkdir(this.#paths.dir, { recursive: true, mode: 0o700 });
    } catch (error) {
      throw new AppError(
        'data-folder-unusable',
        `The practice server's folder ${this.#paths.dir} can't be made because ${fsReason(error)}.`,
        { where: { file: this.#paths.dir }, fix: 'Name another data folder with --data.' },
      );
    }
  }

  /** null when there is no file yet. Throws `file-unreadable`. */
  async read(): Promise<{ bytes: Uint8Array; hash: string } | null> {
    const { config } = this.#paths;
    try {
      const bytes = await readFile(config);
      return { bytes, hash: sha256(bytes) };
    } catch (error) {
      if (fsCode(error) === 'ENOENT') return null;
      throw new AppError('file-unreadable', `${config} can't be read because ${fsReason(error)}.`, {
        where: { file: config },
        fix: 'Make it readable, or bring a scenario back.',
      });
    }
  }

  /** Replaces it as a whole; `expectedHash` guards against what came between. Throws `file-changed`, `write-failed`. */
  async write(bytes: Uint8Array, expectedHash?: string): Promise<void> {
    const { config, configLock } = this.#paths;
    await withFileLock(
      configLock,
      async () => {
        if (expectedHash !== undefined && (await this.read())?.hash !== expectedHash) {
          throw new AppError(
            'file-changed',
            `${config} has changed since it was read; nothing was written.`,
            {
              where: { file: config },
              fix: 'Try again.',
            },
          );
        }
        await this.#write(bytes);
      },
      { what: config },
    );
  }

  async #write(bytes: Uint8Array): Promise<void> {
    const { config } = this.#paths;
    try {
      await writeAtomic(config, bytes);
    } catch (error) {
      throw new AppError('write-failed', `${config} was not written because ${fsReason(error)}.`, {
        where: { file: config },
        fix: 'Check the rights and the free space of its folder.',
      });
    }
  }
}
