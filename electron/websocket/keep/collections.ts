import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../shared/errors';
import { Collection, KeptRequest } from '../../../shared/model/keep';
import type { DataFolder } from '../../storage/data-folder';
import { readVersioned } from '../../storage/versioned';
import { keptRequest, usableRequest } from './secret-fields';

const FOLDER = 'collections';
const VERSION = 1;
const MAX_FILES = 200;
const MAX_BYTES = 16 * 1024 * 1024;

/** A collection as it stands in its file. */
export const CollectionFile = z.object({
  version: z.literal(VERSION),
  name: Collection.shape.name,
  requests: z.array(KeptRequest).max(500),
});
type CollectionFile = z.infer<typeof CollectionFile>;

/** Requests with their messages, a readable file each in the data folder: one that is copied there is there, too. */
export class Collections {
  readonly #folder: DataFolder;
  readonly #onProblem: (sentence: string) => void;

  constructor(folder: DataFolder, onProblem: (sentence: string) => void) {
    this.#folder = folder;
    this.#onProblem = onProblem;
  }

  /** By name, without what was masked. A file that is none is told of and left as it is. */
  async list(): Promise<Collection[]> {
    const all = await this.#files();
    return all
      .map(({ collection: { name, requests } }) => ({
        name,
        requests: requests.map((one) => ({ ...one, connect: usableRequest(one.connect) })),
      }))
      .sort((one, other) => one.name.localeCompare(other.name, 'en'));
  }

  /**
   * Puts a request into a collection, which is made where it isn't there; one of the same name is replaced. Secrets are
   * masked unless asked for. Throws `busy` when 500 are in it, or 200 collections are kept.
   */
  async add(name: string, request: KeptRequest, secrets: boolean): Promise<void> {
    const kept = { ...request, connect: keptRequest(request.connect, secrets) };
    await this.#change(name, (requests) => {
      const at = requests.findIndex((one) => one.name === kept.name);
      if (at < 0 && requests.length >= 500)
        throw new AppError('busy', `${name} has 500 requests already; begin another collection.`);
      return at < 0 ? [...requests, kept] : requests.with(at, kept);
    });
  }

  /** Takes a request out; with the last one the collection goes, too. */
  async remove(name: string, request: string): Promise<void> {
    await this.#change(name, (requests) => requests.filter((one) => one.name !== request));
  }

  async #change(name: string, change: (requests: KeptRequest[]) => KeptRequest[]): Promise<void> {
    await this.#folder.withLock(async () => {
      const all = await this.#files();
      const there = all.find(({ collection }) => collection.name === name);
      if (!there && all.length >= MAX_FILES)
        throw new AppError('busy', `${MAX_FILES} collections are kept already; remove one of them first.`);
      const file = there?.file ?? fileOf(name);
      const requests = change(there?.collection.requests ?? []);
      if (requests.length === 0) await rm(this.#folder.path(file), { force: true });
      else await this.#folder.writeJson(file, { version: VERSION, name, requests });
    });
  }

  async #files(): Promise<{ file: string; collection: CollectionFile }[]> {
    await this.#folder.ensure();
    const dir = this.#folder.path(FOLDER);
    await mkdir(dir, { recursive: true, mode: 0o700 });
    const names = (await readdir(dir)).filter((name) => name.endsWith('.json') && !name.startsWith('.'));
    const found: { file: string; collection: CollectionFile }[] = [];
    for (const name of names.slice(0, MAX_FILES)) {
      const file = `${FOLDER}/${name}`;
      const path = this.#folder.path(file);
      const large = (await stat(path).catch(() => null))?.size ?? Infinity;
      const read =
        large > MAX_BYTES ? null : readVersioned(await readFile(path, 'utf8'), CollectionFile, VERSION);
      if (read?.kind === 'ok') found.push({ file, collection: read.value });
      else
        this.#onProblem(
          `${path} is no collection of requests that this version can read; it was left as it is.`,
        );
    }
    return found;
  }
}

/** Readable, and different for names that differ in case or in signs that no file name has. */
function fileOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60);
  return `${FOLDER}/${plain === '' ? 'collection' : plain}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}.json`;
}
