export type Change = 'config' | 'runtime';
export interface ChangeEvent {
  what: Change;
  revision: number;
}

const MERGE_MS = 100;

/** The revision counter, and its news: at most one of each kind every 100 ms. */
export class ChangeBus {
  #revision = 1;
  readonly #listeners = new Set<(event: ChangeEvent) => void>();
  readonly #due = new Set<Change>();
  #timer: NodeJS.Timeout | undefined;

  get revision(): number {
    return this.#revision;
  }

  touch(what: Change): void {
    this.#revision += 1;
    this.#due.add(what);
    this.#timer ??= setTimeout(() => this.#tell(), MERGE_MS);
  }

  listen(listener: (event: ChangeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#listeners.clear();
  }

  #tell(): void {
    this.#timer = undefined;
    const due = [...this.#due];
    this.#due.clear();
    for (const what of due)
      for (const listener of this.#listeners) listener({ what, revision: this.#revision });
  }
}
