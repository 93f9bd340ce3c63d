const EMPTY = 0xffff_ffff;

/** Two counts for each of many whole numbers below 2^32 - 1, without an object each: 12 bytes a place, open addressing. */
export class PairTable {
  private keys = new Uint32Array(1024).fill(EMPTY);
  private counts = new Uint32Array(2 * 1024);
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

  has(key: number): boolean {
    return this.keys[this.place(key)] !== EMPTY;
  }

  each(visit: (key: number, first: number, second: number) => void): void {
    this.keys.forEach((key, at) => {
      if (key !== EMPTY) visit(key, this.counts[2 * at] ?? 0, this.counts[2 * at + 1] ?? 0);
    });
  }

  /** The keys, ascending. */
  sorted(): Uint32Array {
    return this.keys.filter((key) => key !== EMPTY).sort();
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
    before.keys.forEach((key, old) => {
      if (key === EMPTY) return;
      const at = this.place(key);
      this.keys[at] = key;
      this.counts[2 * at] = before.counts[2 * old] ?? 0;
      this.counts[2 * at + 1] = before.counts[2 * old + 1] ?? 0;
    });
  }
}
