const EMPTY = 0xffff_ffff;
/** Places at first: most tallies are of a part of a log, which fills none. */
const ROOM = 64;

/** Two counts for each of many whole numbers below 2^32 - 1, without an object each: 12 bytes a place, open addressing. */
export class PairTable {
  private keys = new Uint32Array(ROOM).fill(EMPTY);
  private counts = new Uint32Array(2 * ROOM);
  size = 0;

  /** Adds to both counts of a key. */
  add(key: number, first: number, second: number): void {
    const at = this.place(key);
    if (this.keys[at] === EMPTY) {
      this.keys[at] = key;
      this.size += 1;
    }
    this.counts[2 * at] = (this.counts[2 * at] ?? 0) + first;
    this.counts[2 * at + 1] = (this.counts[2 * at + 1] ?? 0) + second;
    if (this.size * 2 > this.keys.length) this.grow();
  }

  first(key: number): number {
    const at = this.place(key);
    return this.keys[at] === EMPTY ? 0 : (this.counts[2 * at] ?? 0);
  }

  get(key: number): [first: number, second: number] {
    const at = this.place(key);
    return this.keys[at] === EMPTY ? [0, 0] : [this.counts[2 * at] ?? 0, this.counts[2 * at + 1] ?? 0];
  }

  has(key: number): boolean {
    return this.keys[this.place(key)] !== EMPTY;
  }

  each(visit: (key: number, first: number, second: number) => void): void {
    const { keys, counts } = this;
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? EMPTY;
      if (key !== EMPTY) visit(key, counts[2 * at] ?? 0, counts[2 * at + 1] ?? 0);
    }
  }

  /** The keys, ascending. */
  sorted(): Uint32Array {
    const { keys } = this;
    const taken = new Uint32Array(this.size);
    let seen = 0;
    for (let at = 0; at < keys.length; at += 1) {
      const key = keys[at] ?? EMPTY;
      if (key !== EMPTY) taken[seen++] = key;
    }
    return taken.sort();
  }

  /** Where the key is, or would be. */
  private place(key: number): number {
    const mask = this.keys.length - 1;
    let at = (Math.imul(key, 0x9e37_79b1) >>> 7) & mask;
    while (this.keys[at] !== key && this.keys[at] !== EMPTY) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const before = { keys: this.keys, counts: this.counts };
    this.keys = new Uint32Array(before.keys.length * 2).fill(EMPTY);
    this.counts = new Uint32Array(before.counts.length * 2);
    for (let old = 0; old < before.keys.length; old += 1) {
      const key = before.keys[old] ?? EMPTY;
      if (key === EMPTY) continue;
      const at = this.place(key);
      this.keys[at] = key;
      this.counts[2 * at] = before.counts[2 * old] ?? 0;
      this.counts[2 * at + 1] = before.counts[2 * old + 1] ?? 0;
    }
  }
}
