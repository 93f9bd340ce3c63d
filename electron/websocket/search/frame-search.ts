import { randomUUID } from 'node:crypto';
import type { FrameFilter, SearchState } from '../../../shared/model/frame-search';
import type { FrameLog } from '../frame-log';
import { MatchIndex } from './match-index';
import { type RowFinder, SearchStuck } from './search-thread';

/** Frames come all the time: as many of them at once as do in this time. */
const PAUSE_MS = 50;

/** One filter over a log: a segment at a time on the search's thread, then the frames that come. */
export class FrameSearch {
  readonly searchId = randomUUID();
  readonly #log: FrameLog;
  readonly #filter: FrameFilter;
  readonly #finder: RowFinder;
  readonly #changed: () => void;
  readonly #index = new MatchIndex();
  #scanned = 0;
  #running = false;
  #timer: NodeJS.Timeout | undefined;
  #stopped = false;
  #problem: string | null = null;

  /** `changed` is called whenever more is known. */
  constructor(log: FrameLog, filter: FrameFilter, finder: RowFinder, changed: () => void) {
    this.#log = log;
    this.#filter = filter;
    this.#finder = finder;
    this.#changed = changed;
    this.goOn();
  }

  state(): SearchState {
    return {
      searchId: this.searchId,
      scanned: this.#scanned,
      matches: this.#index.matches,
      firstMatch: this.#index.prune(this.#log.firstKept),
      problem: this.#problem,
    };
  }

  /** Indices of the frames that are the matches `offset` up to `offset + limit`, those that are kept. */
  frames(offset: number, limit: number): number[] {
    const first = this.#index.prune(this.#log.firstKept);
    return this.#index.frames(Math.max(offset, first), offset + limit);
  }

  /** There may be frames that it has not looked at: it does, at most every 50 ms. */
  goOn(): void {
    if (this.#running || this.#stopped || this.#problem !== null) return;
    this.#running = true;
    void this.#run().finally(() => {
      if (this.#stopped) return;
      this.#changed();
      this.#timer = setTimeout(() => {
        this.#running = false;
        if (this.#scanned < this.#log.count) this.goOn();
      }, PAUSE_MS);
      this.#timer.unref();
    });
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  /** Asked behind an await: it may have changed meanwhile. */
  #isStopped(): boolean {
    return this.#stopped;
  }

  async #run(): Promise<void> {
    const end = this.#log.count;
    for (;;) {
      const next = Math.max(this.#scanned, this.#log.firstKept);
      const segment = next < end ? this.#log.segmentAt(next) : undefined;
      if (!segment || this.#stopped) return;
      const { first, shared, count } = segment;
      segment.readers += 1;
      try {
        const found = await this.#finder.find({
          filter: this.#filter,
          shared,
          from: next - first,
          to: count,
        });
        if (this.#isStopped()) return;
        this.#index.add(first, shared.rows, found);
        this.#scanned = first + count;
      } catch (error) {
        this.#problem = problemOf(error, first);
        return;
      } finally {
        segment.readers -= 1;
      }
      this.#changed();
    }
  }
}

function problemOf(error: unknown, first: number): string {
  if (error instanceof SearchStuck)
    return `The search stopped at frame ${(first + error.row + 1).toLocaleString('en-US')}: the expression takes over ${error.ms / 1000} s there. Nested repeats such as (a+)+ do that; write it without them.`;
  return 'The search ended unexpectedly; change the filter to begin again.';
}
