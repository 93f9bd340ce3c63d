import { createHash } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../shared/errors';
import { ServerEntry } from '../../shared/model/server';
import type { DataFolder } from '../storage/data-folder';

const FILE = 'servers.json';
const VERSION = 1;
const Stored = z.object({
  version: z.literal(VERSION),
  files: z.array(z.string()),
  /** Names of computers with IIS; "." is this one. */
  computers: z.array(z.string()).default([]),
  /** Ids of those marked Production. */
  production: z.array(z.string()).default([]),
});
type Stored = z.infer<typeof Stored>;

export const PRACTICE: ServerEntry = {
  id: 'practice',
  kind: 'practice',
  name: 'Practice server',
  detail: 'loopback, inside this program',
};

/** The servers in the rail: the practice server always, then the computers and files the administrator has added. */
export class ServerList {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;

  /** `onProblem` is told one sentence when the stored list was damaged or is from a newer version. */
  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  async all(): Promise<ServerEntry[]> {
    const { files, computers, production } = await this.#read();
    const marked = (entry: ServerEntry): ServerEntry =>
      production.includes(entry.id) ? { ...entry, production: true } : entry;
    return [PRACTICE, ...[...computers.map(computerEntry), ...files.map(fileEntry)].map(marked)];
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
    const stored = await this.#read();
    if (!stored.files.includes(absolute))
      await this.#write({ ...stored, files: [...stored.files, absolute] });
    return fileEntry(absolute);
  }

  /** "." is this computer. Adding one twice answers the entry that is there. Throws `bad-request` for what is no name. */
  async addComputer(name: string): Promise<ServerEntry> {
    const entry = computerEntry(checkedName(name));
    const stored = await this.#read();
    const known = stored.computers.find((each) => computerEntry(each).id === entry.id);
    if (known === undefined) await this.#write({ ...stored, computers: [...stored.computers, entry.detail] });
    return known === undefined ? entry : computerEntry(known);
  }

  /** Throws `bad-request` for the practice server, `not-found` for one that is not in the list. */
  async setProduction(id: string, marked: boolean): Promise<void> {
    const entry = await this.find(id);
    if (entry.kind === 'practice')
      throw new AppError('bad-request', 'The practice server serves nobody; mark a real one as Production.');
    const stored = await this.#read();
    const others = stored.production.filter((one) => one !== id);
    await this.#write({ ...stored, production: marked ? [...others, id] : others });
  }

  async remove(id: string): Promise<void> {
    if (id === PRACTICE.id)
      throw new AppError('bad-request', 'The practice server is part of this program and stays in the list.');
    const { files, computers, production } = await this.#read();
    await this.#write({
      version: VERSION,
      production: production.filter((one) => one !== id),
      files: files.filter((file) => fileEntry(file).id !== id),
      computers: computers.filter((computer) => computerEntry(computer).id !== id),
    });
  }

  #write(stored: Stored): Promise<void> {
    return this.#folder.writeJson(FILE, stored);
  }

  async #read(): Promise<Stored> {
    const { value, problem } = await this.#folder.readJson(FILE, Stored, {
      version: VERSION,
      empty: { version: VERSION, files: [], computers: [], production: [] },
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

/** This computer, as `--server` and the list name it. */
export const THIS_COMPUTER = '.';

export function computerEntry(name: string): ServerEntry {
  if (name === THIS_COMPUTER)
    return { id: 'this-computer', kind: 'windows', name: 'This computer', detail: THIS_COMPUTER };
  const id = createHash('sha256').update(name.toLowerCase()).digest('hex').slice(0, 16);
  return { id: `computer-${id}`, kind: 'windows', name, detail: name };
}

/** NetBIOS or DNS names and IPv4 addresses: what New-PSSession -ComputerName takes, and nothing that could be more. */
export function checkedName(text: string): string {
  const name = text.trim();
  if (name === THIS_COMPUTER || /^localhost$/i.test(name)) return THIS_COMPUTER;
  const label = '[\\p{L}\\p{N}](?:[\\p{L}\\p{N}_-]{0,61}[\\p{L}\\p{N}])?';
  if (name.length <= 255 && new RegExp(`^${label}(?:\\.${label})*\\.?$`, 'u').test(name)) return name;
  throw new AppError('bad-request', `"${text.slice(0, 80)}" is not the name of a computer.`, {
    fix: 'Give its name or DNS name, for example WEB07 or web07.example.com; "." is this computer.',
  });
}
