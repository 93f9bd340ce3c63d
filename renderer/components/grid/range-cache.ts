/** What one request for a range answers: rows from `offset` on, and how many there are in all. */
export interface RangeAnswer<Row> {
  total: number;
  rows: readonly Row[];
  /** Revision of the snapshot the rows are of; rows of two snapshots are never kept as if they were one. */
  revision?: number;
}

export type RangeSource<Row> = (offset: number, limit: number) => Promise<RangeAnswer<Row>>;

export interface RangeCacheOptions {
  /** Rows a request. */
  chunkRows?: number;
  /** Chunks kept; those farthest from what is shown go first. */
  maxChunks?: number;
  /** Requests on their way at one time. */
  maxRequests?: number;
}

interface Chunk<Row> {
  rows: readonly Row[];
  /** The whole length at that answer: a short answer is asked again only once there is more. */
  of: number;
  /** Shown, but asked again as soon as it is looked at. */
  stale: boolean;
}

/**
 * The rows of one query, pulled in chunks as they come into view. One instance is one query: a new filter or
 * order makes a new instance, so an answer that comes late can only reach rows nobody looks at any more.
 * What was scrolled past before its request went out is never asked.
 */
export class RangeCache<Row> {
  readonly #source: RangeSource<Row>;
  readonly #chunkRows: number;
  readonly #maxChunks: number;
  readonly #maxRequests: number;
  readonly #chunks = new Map<number, Chunk<Row>>();
  readonly #asking = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #first = 0;
  #last = 0;
  #total: number | null = null;
  #floor = 0;
  #revision: number | undefined;
  #generation = 0;
  #version = 0;
  #error: unknown = null;
  #disposed = false;

  constructor(source: RangeSource<Row>, options: RangeCacheOptions = {}) {
    this.#source = source;
    this.#chunkRows = options.chunkRows ?? 64;
    this.#maxChunks = options.maxChunks ?? 36;
    this.#maxRequests = options.maxRequests ?? 2;
  }

  /** Rows in all, or null before the first answer. */
  get total(): number | null {
    return this.#total;
  }

  /** Counts up with everything worth drawing again. */
  get version(): number {
    return this.#version;
  }

  /** Why rows are missing, until `retry`. */
  get error(): unknown {
    return this.#error;
  }

  get keptChunks(): number {
    return this.#chunks.size;
  }

  /** The row, or undefined while its chunk is on its way. */
  row(index: number): Row | undefined {
    return this.#chunks.get(Math.floor(index / this.#chunkRows))?.rows[index % this.#chunkRows];
  }

  /** Index of the first row that is here and wanted, those of the last answers before older ones; null: none is. */
  find(wanted: (row: Row) => boolean): number | null {
    const chunks = [...this.#chunks].sort(([a, x], [b, y]) => Number(x.stale) - Number(y.stale) || a - b);
    for (const [at, { rows }] of chunks) {
      const index = rows.findIndex(wanted);
      if (index >= 0) return at * this.#chunkRows + index;
    }
    return null;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Says which rows are in view, first and last index; asks what of them is missing. */
  show(first: number, last: number): void {
    this.#first = Math.max(0, first);
    this.#last = Math.max(this.#first, last);
    this.#pump();
  }

  /** Everything may have changed: what is shown stays until the new answer is there. */
  invalidate(): void {
    this.#generation++;
    this.#error = null;
    this.#asking.clear();
    for (const chunk of this.#chunks.values()) chunk.stale = true;
    this.#pump();
  }

  /** For a log that only grows: the new length. Rows that are there already are not asked again. */
  grow(total: number): void {
    if (total <= (this.#total ?? -1)) return;
    this.#floor = total;
    this.#total = total;
    this.#changed();
    this.#pump();
  }

  retry(): void {
    this.#error = null;
    this.#changed();
    this.#pump();
  }

  /** Asks and draws nothing any more; the rows it has stay readable until the next query has its own. */
  dispose(): void {
    this.#disposed = true;
    this.#listeners.clear();
  }

  #changed(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }

  #complete(index: number): boolean {
    const chunk = this.#chunks.get(index);
    const length = Math.min((index + 1) * this.#chunkRows, this.#total ?? Infinity) - index * this.#chunkRows;
    if (!chunk) return length <= 0;
    return !chunk.stale && (chunk.rows.length >= length || chunk.of === this.#total);
  }

  /** The chunks in view that are not here, nearest to the top of the view first. */
  #wanted(): number[] {
    const end = this.#total === null ? 0 : Math.max(0, this.#total - 1);
    const from = Math.floor(Math.min(this.#first, end) / this.#chunkRows);
    const to = Math.floor(Math.min(this.#last, end) / this.#chunkRows);
    const wanted: number[] = [];
    for (let index = from; index <= to; index++)
      if (!this.#asking.has(index) && !this.#complete(index)) wanted.push(index);
    return wanted;
  }

  #pump(): void {
    if (this.#disposed || this.#error !== null) return;
    for (const index of this.#wanted()) {
      if (this.#asking.size >= this.#maxRequests) return;
      void this.#ask(index);
    }
  }

  async #ask(index: number): Promise<void> {
    const generation = this.#generation;
    const revision = this.#revision;
    this.#asking.add(index);
    try {
      const answer = await this.#source(index * this.#chunkRows, this.#chunkRows);
      if (this.#disposed || generation !== this.#generation) return;
      this.#asking.delete(index);
      this.#take(index, answer, revision);
    } catch (error) {
      if (this.#disposed || generation !== this.#generation) return;
      this.#asking.delete(index);
      this.#error = error;
      this.#changed();
    }
  }

  /** `askedAt` is the revision we had when asking: only what changed since can have overtaken the answer. */
  #take(index: number, answer: RangeAnswer<Row>, askedAt: number | undefined): void {
    if (answer.revision !== this.#revision) {
      if (askedAt !== this.#revision) {
        this.#pump();
        return;
      }
      for (const chunk of this.#chunks.values()) chunk.stale = true;
      this.#revision = answer.revision;
    }
    this.#total = Math.max(answer.total, this.#floor);
    this.#chunks.set(index, { rows: answer.rows, of: answer.total, stale: false });
    this.#evict();
    this.#changed();
    this.#pump();
  }

  #evict(): void {
    const middle = (this.#first + this.#last) / 2 / this.#chunkRows;
    while (this.#chunks.size > this.#maxChunks) {
      let farthest = -1;
      for (const index of this.#chunks.keys())
        if (farthest < 0 || Math.abs(index - middle) > Math.abs(farthest - middle)) farthest = index;
      this.#chunks.delete(farthest);
    }
  }
}
