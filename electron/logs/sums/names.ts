import { larger, NameTable } from './name-table';

/** Counts by name (URL, client, site, pool): how many sockets ended, how many handshakes or requests were refused. */
export interface NameCount {
  sockets: number;
  refused: number;
}

/**
 * As it crosses from a worker: name `i` is `text` from `starts[i]` to `starts[i + 1]` and has the number `ids[i]`,
 * `counts[2i]` sockets and `counts[2i + 1]` refused.
 */
export interface NamesWire {
  text: Uint8Array<ArrayBuffer>;
  starts: Uint32Array<ArrayBuffer>;
  ids: Uint32Array<ArrayBuffer>;
  counts: Uint32Array<ArrayBuffer>;
  /** Names that were forgotten already. */
  forgotten: number;
}

/** A log that is made to have a different name in each line must not fill the memory. */
const MOST_NAMES = 10_000;
const ROOM = 64;

/**
 * Names with a number each, from 1 on; 0 is the empty name. When there are too many, the half with the smallest counts is
 * forgotten (their numbers aren't given again), and `forgotten` says so.
 */
export class Names {
  private readonly table: NameTable;
  private ids: Uint32Array<ArrayBuffer>;
  private counts: Uint32Array<ArrayBuffer>;
  private last = 0;
  forgotten = 0;

  /** `room` is how many names it is made for at first, a power of two. */
  constructor(
    private readonly most = MOST_NAMES,
    room = ROOM,
  ) {
    this.table = new NameTable(room);
    this.ids = new Uint32Array(room);
    this.counts = new Uint32Array(room * 2);
  }

  /** Counts the name [from, to) of `bytes`; answers its number. */
  count(bytes: Uint8Array, from: number, to: number, sockets: number, refused: number): number {
    if (to <= from) return 0;
    const { table } = this;
    const known = table.size;
    const place = table.place(bytes, from, to);
    if (place === known) return this.begin(place, sockets, refused);
    this.counts[place * 2] = (this.counts[place * 2] ?? 0) + sockets;
    this.counts[place * 2 + 1] = (this.counts[place * 2 + 1] ?? 0) + refused;
    return this.ids[place] ?? 0;
  }

  /** A name that was added to the table last. */
  private begin(place: number, sockets: number, refused: number): number {
    if (place === this.ids.length) {
      this.ids = larger(this.ids, new Uint32Array(place * 2));
      this.counts = larger(this.counts, new Uint32Array(place * 4));
    }
    this.last += 1;
    this.ids[place] = this.last;
    this.counts[place * 2] = sockets;
    this.counts[place * 2 + 1] = refused;
    if (place >= this.most) this.forget(place);
    return this.last;
  }

  private sum(place: number): number {
    return (this.counts[place * 2] ?? 0) + (this.counts[place * 2 + 1] ?? 0);
  }

  /** Forgets the smaller half of the names before `before`. */
  private forget(before: number): void {
    const sums = Float64Array.from({ length: before }, (_, place) => this.sum(place)).sort();
    const middle = sums[Math.floor(before / 2)] ?? 0;
    let surplus = Math.floor(before / 2);
    let kept = 0;
    this.table.retain((place) => {
      if (place < before && surplus > 0 && this.sum(place) <= middle) {
        surplus -= 1;
        this.forgotten += 1;
        return false;
      }
      this.ids[kept] = this.ids[place] ?? 0;
      this.counts.copyWithin(kept * 2, place * 2, place * 2 + 2);
      kept += 1;
      return true;
    });
  }

  /** Adds what a worker counted. Answers the numbers here by the numbers there. */
  merge({ text, starts, ids: there, counts, forgotten }: NamesWire): Uint32Array<ArrayBuffer> {
    const ids = new Uint32Array(there.reduce((most, id) => Math.max(most, id), 0) + 1);
    this.forgotten += forgotten;
    for (let at = 0; at < there.length; at += 1)
      ids[there[at] ?? 0] = this.count(
        text,
        starts[at] ?? 0,
        starts[at + 1] ?? 0,
        counts[2 * at] ?? 0,
        counts[2 * at + 1] ?? 0,
      );
    return ids;
  }

  /** Not copied: valid until the next change. */
  wire(): NamesWire {
    const { size } = this.table;
    return {
      ...this.table.view(),
      ids: this.ids.subarray(0, size),
      counts: this.counts.subarray(0, size * 2),
      forgotten: this.forgotten,
    };
  }

  /** The `most` names with the largest sums, largest first. */
  top(most: number): (NameCount & { name: string; id: number })[] {
    return Array.from({ length: this.size }, (_, place) => place)
      .sort((a, b) => this.sum(b) - this.sum(a))
      .slice(0, most)
      .map((place) => ({
        name: this.table.name(place),
        id: this.ids[place] ?? 0,
        sockets: this.counts[place * 2] ?? 0,
        refused: this.counts[place * 2 + 1] ?? 0,
      }));
  }

  /** The name that has this number; null when it was forgotten, or is the empty one. */
  nameOf(id: number): string | null {
    const place = this.ids.subarray(0, this.size).indexOf(id);
    return place < 0 ? null : this.table.name(place);
  }

  get size(): number {
    return this.table.size;
  }
}
