type What = 'config' | 'runtime';
/** Keys that change with what they stand for. */
export interface Seen {
  config: string;
  runtime: number;
}

/**
 * Looks at a server again and again while somebody watches it, and tells what is new. One look at a time; while a server
 * can't be read it is asked more and more rarely.
 */
export class Watcher {
  readonly #everyMs: number;
  readonly #look: () => Promise<Seen>;
  readonly #listeners = new Set<(what: What) => void>();
  #timer: NodeJS.Timeout | null = null;
  #seen: Seen | null = null;
  #failures = 0;

  constructor(everyMs: number, look: () => Promise<Seen>) {
    this.#everyMs = everyMs;
    this.#look = look;
  }

  watch(listener: (what: What) => void): () => void {
    this.#listeners.add(listener);
    this.#schedule();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.dispose();
    };
  }

  tell(what: What): void {
    for (const listener of this.#listeners) listener(what);
  }

  dispose(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #schedule(): void {
    if (this.#timer || this.#listeners.size === 0) return;
    const wait = this.#everyMs * Math.min(12, 2 ** this.#failures);
    this.#timer = setTimeout(() => {
      void this.#once().finally(() => {
        this.#timer = null;
        this.#schedule();
      });
    }, wait);
    this.#timer.unref();
  }

  async #once(): Promise<void> {
    try {
      const now = await this.#look();
      const last = this.#seen;
      this.#seen = now;
      this.#failures = 0;
      if (last && last.config !== now.config) this.tell('config');
      if (last?.runtime !== now.runtime) this.tell('runtime');
    } catch {
      // The part that failed says so itself.
      this.#failures += 1;
    }
  }
}
