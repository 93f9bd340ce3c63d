/** A session that changes all the time says so this often. */
export const PUSH_EVERY_MS = 80;

/** At once for the first change of a session, then at most every 80 ms. */
export class Pushes {
  readonly #push: (sessionId: string) => void;
  readonly #dirty = new Set<string>();
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(push: (sessionId: string) => void) {
    this.#push = push;
  }

  mark(sessionId: string): void {
    this.#dirty.add(sessionId);
    if (!this.#timers.has(sessionId)) this.#schedule(sessionId, 0);
  }

  forget(sessionId: string): void {
    clearTimeout(this.#timers.get(sessionId));
    this.#timers.delete(sessionId);
    this.#dirty.delete(sessionId);
  }

  stop(): void {
    for (const sessionId of [...this.#timers.keys()]) this.forget(sessionId);
  }

  #schedule(sessionId: string, delay: number): void {
    this.#timers.set(
      sessionId,
      setTimeout(() => {
        this.#timers.delete(sessionId);
        if (!this.#dirty.delete(sessionId)) return;
        this.#push(sessionId);
        this.#schedule(sessionId, PUSH_EVERY_MS);
      }, delay),
    );
  }
}
