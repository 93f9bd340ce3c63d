import { chmod, mkdir, open, readFile, rename, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve, sep } from 'node:path';
import type { z } from 'zod';
import { AppError } from '../../shared/errors';
import { withFileLock } from './file-lock';
import { fsCode, fsReason } from './fs-error';
import { readVersioned, versionOf, type Versioned } from './versioned';
import { syncDirectory, writeAtomic } from './write-atomic';

export interface JsonRead<T> {
  value: T;
  /** One sentence when the file was damaged (it was kept aside) or comes from a newer version. */
  problem?: string;
  /** From a newer version: writing it is refused with `file-newer`. */
  readOnly: boolean;
}

/**
 * The one folder of ours: owner-only, every file with a `version`, every write whole or not at all, one lock for
 * window and command line. Names are paths below it with "/" ("servers/x/pending.json"). Errors:
 * `data-folder-unusable`, `file-newer`, `write-failed`, `busy`.
 */
export class DataFolder {
  readonly dir: string;
  #ready: Promise<void> | undefined;

  constructor(dir: string) {
    this.dir = resolve(dir);
  }

  /** Creates the folder where it is missing; called by every other method. */
  async ensure(): Promise<void> {
    this.#ready ??= this.#create();
    try {
      await this.#ready;
    } catch (error) {
      this.#ready = undefined;
      throw new AppError(
        'data-folder-unusable',
        `The data folder ${this.dir} can't be used because ${fsReason(error)}.`,
        { where: { file: this.dir }, fix: 'Name another folder with --data, or make this one writable.' },
      );
    }
  }

  async #create(): Promise<void> {
    const created = await mkdir(this.dir, { recursive: true, mode: 0o700 });
    if (!(await stat(this.dir)).isDirectory()) throw Object.assign(new Error(), { code: 'ENOTDIR' });
    // A folder that was there before keeps the rights its owner gave it.
    if (created !== undefined && process.platform !== 'win32') await chmod(this.dir, 0o700);
  }

  /** Absolute path of a name below the folder; a name that leads out of it is a programming error. */
  path(name: string): string {
    const full = join(this.dir, name);
    if (isAbsolute(name) || !full.startsWith(this.dir + sep))
      throw new Error(`not below the data folder: ${name}`);
    return full;
  }

  /** Missing → `empty`. Damaged → kept aside as `<name>.damaged-<time>`, `empty` and a sentence. */
  async readJson<T extends Versioned>(
    name: string,
    schema: z.ZodType<T>,
    options: { version: number; empty: T },
  ): Promise<JsonRead<T>> {
    await this.ensure();
    const path = this.path(name);
    let text: string;
    try {
      text = await readFile(path, 'utf8');
    } catch (error) {
      if (fsCode(error) === 'ENOENT') return { value: options.empty, readOnly: false };
      throw this.#failed('read', path, error);
    }
    const read = readVersioned(text, schema, options.version);
    if (read.kind === 'ok') return { value: read.value, readOnly: false };
    if (read.kind === 'newer') {
      const value = read.value ?? options.empty;
      return { value, readOnly: true, problem: newerSentence(path, read.version) };
    }
    const aside = `${path}.damaged-${new Date().toISOString().replaceAll(':', '-')}`;
    await rename(path, aside);
    return {
      value: options.empty,
      readOnly: false,
      problem: `${path} was damaged; it was kept as ${aside} and begun anew.`,
    };
  }

  /** Refuses with `file-newer` to replace a file of a newer version than the value's. */
  async writeJson(name: string, value: Versioned & Readonly<Record<string, unknown>>): Promise<void> {
    await this.ensure();
    const path = this.path(name);
    const there = await readFile(path, 'utf8').catch(() => '');
    const version = versionOf(there);
    if (version !== undefined && version > value.version) {
      throw new AppError('file-newer', newerSentence(path, version), {
        where: { file: path },
        fix: NEWER_FIX,
      });
    }
    try {
      await writeAtomic(path, `${JSON.stringify(value, null, 2)}\n`);
    } catch (error) {
      throw this.#failed('written', path, error);
    }
  }

  /** Appends one line and has it on the disk on return. A line torn by a crash before is ended first. */
  async appendLine(name: string, line: string): Promise<void> {
    await this.ensure();
    const path = this.path(name);
    try {
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const handle = await open(path, 'a+', 0o600);
      try {
        const { size } = await handle.stat();
        const last = Buffer.alloc(1);
        if (size > 0) await handle.read(last, 0, 1, size - 1);
        await handle.writeFile(`${size > 0 && last[0] !== 10 ? '\n' : ''}${line}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await syncDirectory(dirname(path));
    } catch (error) {
      throw this.#failed('written', path, error);
    }
  }

  /** The whole text; empty when the file is missing. */
  async readText(name: string): Promise<string> {
    const path = this.path(name);
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      if (fsCode(error) === 'ENOENT') return '';
      throw this.#failed('read', path, error);
    }
  }

  /**
   * Runs `fn` while no other process (or caller) holds the folder's lock of that name. The unnamed one guards short
   * reads and writes of files; long work takes a name of its own, or the window would wait for it.
   */
  async withLock<T>(fn: () => Promise<T>, options: { name?: string; waitMs?: number } = {}): Promise<T> {
    await this.ensure();
    const lockPath = this.path(options.name === undefined ? '.lock' : `.lock-${options.name}`);
    const wait = options.waitMs === undefined ? {} : { waitMs: options.waitMs };
    return withFileLock(lockPath, fn, { what: `the data folder ${this.dir}`, ...wait });
  }

  #failed(verb: 'read' | 'written', path: string, error: unknown): AppError {
    return new AppError('data-folder-unusable', `${path} can't be ${verb} because ${fsReason(error)}.`, {
      where: { file: path },
      fix: 'Make the data folder readable and writable for you, or name another one with --data.',
    });
  }
}

const NEWER_FIX = 'Use the newer IIS Switchboard, or name another data folder with --data.';

function newerSentence(path: string, version: number): string {
  return `${path} was written by a newer IIS Switchboard (version ${version} of the file) and is only read.`;
}
