import { RowFinder } from './row-finder';
import { scanTask } from './scan-task';
import type { Emit } from './scanning';
import type { ScanEnd, ScanTask } from './task';

/** Who does the pieces: worker threads, or in tests this very thread. */
export interface Runner {
  /** How many pieces are done at a time. */
  readonly lanes: number;
  /**
   * Waits for its turn. Does not throw: what went wrong stands in the end's `problem`. When the signal ends it, what was read
   * by then is handed over, nothing where it waited still.
   */
  run(task: ScanTask, emit: Emit, signal?: AbortSignal): Promise<ScanEnd>;
  close(): Promise<void>;
}

export function ownThread(): Runner {
  const finder = new RowFinder();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    lanes: 1,
    run(task, emit, signal) {
      const end = turn.then(() => scanTask(task, finder, emit, () => signal?.aborted === true));
      turn = end;
      return end;
    },
    close: () => Promise.resolve(),
  };
}
