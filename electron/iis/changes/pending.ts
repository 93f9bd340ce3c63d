import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../../shared/errors';
import { ChangeRequest } from '../../../shared/model/readiness';
import type { DataFolder } from '../../storage/data-folder';
import { refuseSecrets, requestKey } from './request-words';

export const Weight = z.enum(['blocks', 'advice', 'edit']);
export type Weight = z.infer<typeof Weight>;

export const StoredChange = z.object({
  id: z.string(),
  request: ChangeRequest,
  weight: Weight,
  addedAt: z.string(),
  /** The value in force when it was added; absent where it was unknown, or there is none. */
  base: z.string().optional(),
});
export type StoredChange = z.infer<typeof StoredChange>;

const VERSION = 1;
const PendingFile = z.object({
  version: z.literal(VERSION),
  revision: z.number().int().min(0),
  changes: z.array(StoredChange),
});
type PendingFile = z.infer<typeof PendingFile>;

/** More would be a script's work, and no administrator can look through them before applying. */
const MAX_CHANGES = 1_000;

export interface Pending {
  /** Counts up with every change of the list, across restarts. */
  revision: number;
  changes: StoredChange[];
  /** One sentence when the file was damaged or is of a newer version. */
  problem?: string;
}

/**
 * The changes that wait for a review, per server and on disk: window and command line see the same ones, and neither a
 * reload nor a crash loses any. An id stands for one value: a change that is replaced gets a new one.
 */
export class PendingList {
  readonly #folder: DataFolder;
  readonly #name: string;
  readonly #now: () => Date;

  constructor(folder: DataFolder, serverId: string, now: () => Date) {
    this.#folder = folder;
    this.#name = `servers/${serverId}/pending.json`;
    this.#now = now;
  }

  async read(): Promise<Pending> {
    const empty: PendingFile = { version: VERSION, revision: 0, changes: [] };
    const { value, problem } = await this.#folder.readJson(this.#name, PendingFile, {
      version: VERSION,
      empty,
    });
    return { revision: value.revision, changes: value.changes, ...(problem ? { problem } : {}) };
  }

  /**
   * Adds them in order. A later one of the same target and setting takes the earlier one's place; one that would change
   * nothing (`isIdle`) only takes the earlier one away. All or none: `value-invalid`, `bad-request` when they are too
   * many.
   */
  async add(
    requests: readonly ChangeRequest[],
    weight: Weight,
    isIdle: (request: ChangeRequest, replaces: boolean) => boolean,
    baseOf: (request: ChangeRequest) => string | undefined = () => undefined,
  ): Promise<Pending> {
    for (const request of requests) refuseSecrets(request);
    return this.#change((changes) => {
      for (const request of requests) {
        const key = requestKey(request);
        const at = changes.findIndex((change) => requestKey(change.request) === key);
        const fresh = isIdle(request, at >= 0) ? [] : [this.#stored(request, weight, baseOf(request))];
        if (at < 0) changes.push(...fresh);
        else changes.splice(at, 1, ...fresh);
      }
      if (changes.length > MAX_CHANGES) {
        throw new AppError('bad-request', `At most ${MAX_CHANGES} changes can be pending.`, {
          fix: 'Apply or remove some of them first.',
        });
      }
    });
  }

  /** Unknown ids are passed over: they were applied or removed elsewhere. */
  async remove(ids: readonly string[]): Promise<Pending> {
    const gone = new Set(ids);
    return this.#change((changes) => {
      const kept = changes.filter(({ id }) => !gone.has(id));
      changes.splice(0, changes.length, ...kept);
    });
  }

  #stored(request: ChangeRequest, weight: Weight, base: string | undefined): StoredChange {
    const addedAt = this.#now().toISOString();
    return { id: randomUUID(), request, weight, addedAt, ...(base === undefined ? {} : { base }) };
  }

  async #change(edit: (changes: StoredChange[]) => void): Promise<Pending> {
    return this.#folder.withLock(async () => {
      const { revision, changes } = await this.read();
      const next = [...changes];
      edit(next);
      const same =
        next.length === changes.length && next.every((change, at) => change.id === changes[at]?.id);
      if (same) return { revision, changes };
      const file: PendingFile = { version: VERSION, revision: revision + 1, changes: next };
      await this.#folder.writeJson(this.#name, file);
      return { revision: file.revision, changes: next };
    });
  }
}
