import { existsSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FoundRows, ToSearch } from './search-wire';

/** Looks at rows for a search: a thread, or in tests the same code at once. */
export interface RowFinder {
  /** Rejects with `SearchStuck` where one row takes too long, with another error where the thread ended. */
  find(task: Omit<ToSearch, 'at'>): Promise<FoundRows>;
  close(): void;
}

/** An expression that does not come back from one row. */
export class SearchStuck extends Error {
  /** Row of the segment. */
  readonly row: number;
  readonly ms: number;
  constructor(row: number, ms: number) {
    super(`row ${row} took over ${ms} ms`);
    this.row = row;
    this.ms = ms;
  }
}

/** One row may take this long; on a busy machine the thread may wait a while for its turn. */
const STUCK_MS = 2000;
const LOOK_MS = 250;

/** Beside the built tester or command line; under a test runner this file is a source, and the build is in out/cli. */
function workerFile(): string {
  const beside = ['search-worker.mjs', 'search-worker.cjs'].map((name) =>
    path.join(import.meta.dirname, name),
  );
  return (
    beside.find((file) => existsSync(file)) ??
    path.resolve(import.meta.dirname, '../../../out/cli/search-worker.mjs')
  );
}

/** One thread, started at the first need and again after it had to be ended. */
export class SearchThread implements RowFinder {
  #worker: Worker | null = null;
  /** One task at a time: a filter that was given up may still be at its last one. */
  #turn: Promise<unknown> = Promise.resolve();

  find(task: Omit<ToSearch, 'at'>): Promise<FoundRows> {
    const found = this.#turn.then(() => this.#find(task));
    this.#turn = found.catch(() => undefined);
    return found;
  }

  close(): void {
    const worker = this.#worker;
    this.#worker = null;
    void worker?.terminate();
  }

  #find(task: Omit<ToSearch, 'at'>): Promise<FoundRows> {
    const worker = (this.#worker ??= new Worker(workerFile()));
    const at = new SharedArrayBuffer(4);
    const place = new Int32Array(at).fill(-1);
    return new Promise((resolve, reject) => {
      let row = -1;
      let since = performance.now();
      const looking = setInterval(() => {
        const now = place[0] ?? -1;
        if (now !== row) {
          row = now;
          since = performance.now();
        } else if (now >= 0 && performance.now() - since > STUCK_MS) {
          this.close();
          settle(() => reject(new SearchStuck(now, STUCK_MS)));
        }
      }, LOOK_MS);
      const settle = (then: () => void): void => {
        clearInterval(looking);
        worker.off('message', onFound).off('error', onError).off('exit', onExit);
        then();
      };
      const onFound = (found: FoundRows): void => settle(() => resolve(found));
      const onError = (error: Error): void => {
        if (this.#worker === worker) this.#worker = null;
        settle(() => reject(error));
      };
      const onExit = (): void => onError(new Error('the search was ended'));
      worker.on('message', onFound).on('error', onError).on('exit', onExit);
      worker.postMessage({ ...task, at } satisfies ToSearch);
    });
  }
}
