/** Another one in each thread: nobody can make a log whose names all fall into one place. */
const seed = Math.floor(Math.random() * 2 ** 31);

function hashOf(bytes: Uint8Array, from: number, to: number): number {
  let hash = seed;
  for (let at = from; at < to; at += 1) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x0100_0193);
  return hash ^ (hash >>> 15);
}

/**
 * Names as a log has them, as bytes: each once, numbered from 0 on as they came. A row's names are looked up without
 * making text of them, and all names go to another thread in two arrays: name `i` is `text` from `starts[i]` to
 * `starts[i + 1]`.
 */
export class NameTable {
  private text: Uint8Array<ArrayBuffer>;
  private starts: Uint32Array<ArrayBuffer>;
  private hashes: Int32Array<ArrayBuffer>;
  /** By hash, at most half full: a name's place and one, 0 where there is none. */
  private slots: Int32Array<ArrayBuffer>;
  /** The place that was asked for last. */
  private last = 0;
  size = 0;

  /** `room` is how many names it is made for at first, a power of two. */
  constructor(room: number) {
    this.text = new Uint8Array(room * 16);
    this.starts = new Uint32Array(room + 1);
    this.hashes = new Int32Array(room);
    this.slots = new Int32Array(room * 2);
  }

  /** The place of the name [from, to) of `bytes`. It is added where it isn't there, and `size` has grown then. */
  place(bytes: Uint8Array, from: number, to: number): number {
    const { slots } = this;
    if (this.size > 0 && this.same(this.last, bytes, from, to)) return this.last;
    const hash = hashOf(bytes, from, to);
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let taken = slots[slot] ?? 0; taken > 0; taken = slots[slot] ?? 0) {
      if (this.hashes[taken - 1] === hash && this.same(taken - 1, bytes, from, to)) {
        this.last = taken - 1;
        return this.last;
      }
      slot = (slot + 1) & mask;
    }
    return this.add(bytes, from, to, hash, slot);
  }

  private same(place: number, bytes: Uint8Array, from: number, to: number): boolean {
    const { text } = this;
    const start = this.starts[place] ?? 0;
    if ((this.starts[place + 1] ?? 0) - start !== to - from) return false;
    for (let at = from, there = start; at < to; at += 1, there += 1)
      if (bytes[at] !== text[there]) return false;
    return true;
  }

  private add(bytes: Uint8Array, from: number, to: number, hash: number, slot: number): number {
    const place = this.size;
    const start = this.starts[place] ?? 0;
    const end = start + to - from;
    if (end > this.text.length) this.text = larger(this.text, new Uint8Array(Math.max(end, start * 2)));
    for (let at = from, there = start; at < to; at += 1, there += 1) this.text[there] = bytes[at] ?? 0;
    this.starts[place + 1] = end;
    this.hashes[place] = hash;
    this.slots[slot] = place + 1;
    this.size += 1;
    this.last = place;
    if (this.size === this.hashes.length) this.grow();
    return place;
  }

  private grow(): void {
    const room = this.size * 2;
    this.starts = larger(this.starts, new Uint32Array(room + 1));
    this.hashes = larger(this.hashes, new Int32Array(room));
    this.slots = new Int32Array(room * 2);
    this.fillSlots();
  }

  private fillSlots(): void {
    const mask = this.slots.length - 1;
    for (let place = 0; place < this.size; place += 1) {
      let slot = (this.hashes[place] ?? 0) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = place + 1;
    }
  }

  /** Keeps those that `keep` says by place; they close ranks. */
  retain(keep: (place: number) => boolean): void {
    const { size, text, starts, hashes } = this;
    let kept = 0;
    let end = 0;
    let start = 0;
    for (let place = 0; place < size; place += 1) {
      const next = starts[place + 1] ?? 0;
      if (keep(place)) {
        text.copyWithin(end, start, next);
        end += next - start;
        hashes[kept] = hashes[place] ?? 0;
        kept += 1;
        starts[kept] = end;
      }
      start = next;
    }
    this.size = kept;
    this.last = 0;
    this.slots.fill(0);
    this.fillSlots();
  }

  /** A character for each byte. */
  name(place: number): string {
    const { text, starts } = this;
    return Buffer.from(text.buffer).toString('latin1', starts[place], starts[place + 1]);
  }

  /** Not copied: valid until the next change. */
  view(): { text: Uint8Array<ArrayBuffer>; starts: Uint32Array<ArrayBuffer> } {
    const { text, starts, size } = this;
    return { text: text.subarray(0, starts[size]), starts: starts.subarray(0, size + 1) };
  }
}

/** `to`, with what `from` has at its beginning. */
export function larger<T extends Uint8Array | Uint32Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
