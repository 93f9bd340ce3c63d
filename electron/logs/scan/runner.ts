import { RowFinder } from './row-finder';
import { scanTask } from './scan-task';
import type { Emit } from './scan-task';
import type { ScanEnd, ScanTask } from './task';

/** Who does the pieces: worker threads, or in tests this very thread. */
export interface Runner {
  /** How many pieces are done at a time. */
  readonly lanes: number;
  /** Waits for its turn. Does not throw: what went wrong stands in the end's `problem`. */
  run(task: ScanTask, emit: Emit): Promise<ScanEnd>;
  close(): Promise<void>;
}

export function ownThread(): Runner {
  const finder = new RowFinder();
  let turn: Promise<unknown> = Promise.resolve();
  return {
    lanes: 1,
    run(task, emit) {
      const end = turn.then(() => scanTask(task, finder, emit));
      turn = end;
      return end;
    },
    close: () => Promise.resolve(),
  };
}
