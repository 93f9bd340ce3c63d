import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors';
import { ServerEntry } from '../../shared/model/server';
import type { DataFolder } from '../storage/data-folder';

const FILE = 'servers.json';
const VERSION = 1;
const Stored = z.object({ version: z.literal(VERSION), files: z.array(z.string()) });
type Stored = z.infer<typeof Stored>;

export const PRACTICE: ServerEntry = {
  id: 'practice',
  kind: 'practice',
  name: 'Practice server',
  detail: 'loopback, inside this program',
};

/** The servers in the rail: the practice server always, then the configuration files the administrator has added. */
export class ServerList {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;

  /** `onProblem` is told one sentence when the stored list was damaged or is from a newer version. */
  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  async all(): Promise<ServerEntry[]> {
    const { files } = await this.#read();
    return [PRACTICE, ...files.map(fileEntry)];
  }

  async find(id: string): Promise<ServerEntry> {
    const entry = (await this.all()).find((each) => each.id === id);
    if (!entry)
      throw new AppError('not-found', 'This server is not in the list any more; choose another one.');
    return entry;
  }

  /** Adding a file twice answers the entry that is there. */
  async addFile(file: string): Promise<ServerEntry> {
    const absolute = path.resolve(file);
    const { files } = await this.#read();
    if (!files.includes(absolute)) await this.#write([...files, absolute]);
    return fileEntry(absolute);
  }

  async remove(id: string): Promise<void> {
    if (id === PRACTICE.id)
      throw new AppError('bad-request', 'The practice server is part of this program and stays in the list.');
    const { files } = await this.#read();
    await this.#write(files.filter((file) => fileEntry(file).id !== id));
  }

  #write(files: string[]): Promise<void> {
    const stored: Stored = { version: VERSION, files };
    return this.#folder.writeJson(FILE, stored);
  }

  async #read(): Promise<Stored> {
    const { value, problem } = await this.#folder.readJson(FILE, Stored, {
      version: VERSION,
      empty: { version: VERSION, files: [] },
    });
    if (problem) this.#onProblem(problem);
    return value;
  }
}

/** The id is of the path, so that pending changes and journal find their file again. */
export function fileEntry(file: string): ServerEntry {
  const id = `file-${createHash('sha256').update(file).digest('hex').slice(0, 16)}`;
  return { id, kind: 'file', name: path.basename(file), detail: file };
}
