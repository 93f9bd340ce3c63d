const WINDOW_MS = 60_000;
const FIRST_DELAY_MS = 100;

/** How soon a dead process is started again: 100 ms, then doubled; after `most` times within a minute not at all. */
export class RestartPolicy {
  readonly #most: number;
  #deaths: number[] = [];

  constructor(most = 5) {
    this.#most = most;
  }

  /** Notes a death and answers the delay in ms, or null: not again now. */
  afterDeath(now: number): number | null {
    this.#deaths = [...this.#deaths.filter((at) => now - at < WINDOW_MS), now];
    const count = this.#deaths.length;
    return count > this.#most ? null : FIRST_DELAY_MS * 2 ** (count - 1);
  }

  /** Whether, after giving up, enough time has passed to try once more. */
  mayTry(now: number): boolean {
    return this.#deaths.filter((at) => now - at < WINDOW_MS).length <= this.#most;
  }
}
