type Numbers = Uint32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

/** A typed array that grows: numbers without an object each. */
export class NumberList<T extends Numbers> {
  private items: T;
  length = 0;

  constructor(private readonly make: (length: number) => T) {
    this.items = make(64);
  }

  push(value: number): void {
    this.reserve(1);
    this.items[this.length] = value;
    this.length += 1;
  }

  append(values: T): void {
    this.reserve(values.length);
    this.items.set(values, this.length);
    this.length += values.length;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.items.length) return;
    const larger = this.make(Math.max(this.length + more, this.items.length * 2));
    larger.set(this.items.subarray(0, this.length));
    this.items = larger;
  }

  /** What is in it, not copied: valid until the next change. */
  view(): T {
    return this.items.subarray(0, this.length) as T;
  }

  /** Keeps those that `keep` says by place, in order. */
  retain(keep: (at: number) => boolean): void {
    let kept = 0;
    for (let at = 0; at < this.length; at += 1) {
      if (!keep(at)) continue;
      this.items[kept] = this.items[at] ?? 0;
      kept += 1;
    }
    this.length = kept;
  }
}
