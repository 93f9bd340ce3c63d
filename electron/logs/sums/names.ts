/** Counts by name (URL, client, site, pool): how many sockets ended, how many handshakes or requests were refused. */
export interface NameCount {
  sockets: number;
  refused: number;
}

/** As it crosses from a worker: `names[i]` has the number `ids[i]`, and `counts[2i]` sockets, `counts[2i + 1]` refused. */
export interface NamesWire {
  names: string[];
  ids: Uint32Array;
  counts: Uint32Array;
  /** Names that were forgotten already. */
  forgotten: number;
}

interface Entry extends NameCount {
  id: number;
}

/** A log that is made to have a different name in each line must not fill the memory. */
const MOST_NAMES = 10_000;

/**
 * Names with a number each, from 1 on; 0 is the empty name. When there are too many, the half with the smallest counts is
 * forgotten (their numbers aren't given again), and `forgotten` says so.
 */
export class Names {
  private readonly entries = new Map<string, Entry>();
  private last = 0;
  forgotten = 0;

  constructor(private readonly most = MOST_NAMES) {}

  /** The name's number after counting. */
  count(name: string, sockets: number, refused: number): number {
    if (name === '') return 0;
    const known = this.entries.get(name);
    if (known) {
      known.sockets += sockets;
      known.refused += refused;
      return known.id;
    }
    if (this.entries.size >= this.most) this.forget();
    this.last += 1;
    this.entries.set(name, { id: this.last, sockets, refused });
    return this.last;
  }

  private forget(): void {
    const sums = [...this.entries.values()]
      .map((entry) => entry.sockets + entry.refused)
      .sort((a, b) => a - b);
    const middle = sums[Math.floor(sums.length / 2)] ?? 0;
    let surplus = Math.floor(sums.length / 2);
    for (const [name, entry] of this.entries) {
      if (surplus === 0) break;
      if (entry.sockets + entry.refused > middle) continue;
      this.entries.delete(name);
      this.forgotten += 1;
      surplus -= 1;
    }
  }

  /** Adds what a worker counted. Answers the numbers here by the numbers there. */
  merge(wire: NamesWire): Uint32Array<ArrayBuffer> {
    const ids = new Uint32Array(wire.ids.reduce((most, id) => Math.max(most, id), 0) + 1);
    this.forgotten += wire.forgotten;
    wire.names.forEach((name, at) => {
      ids[wire.ids[at] ?? 0] = this.count(name, wire.counts[2 * at] ?? 0, wire.counts[2 * at + 1] ?? 0);
    });
    return ids;
  }

  wire(): NamesWire {
    const counts = new Uint32Array(this.entries.size * 2);
    const ids = new Uint32Array(this.entries.size);
    [...this.entries.values()].forEach((entry, at) => {
      ids[at] = entry.id;
      counts[2 * at] = entry.sockets;
      counts[2 * at + 1] = entry.refused;
    });
    return { names: [...this.entries.keys()], ids, counts, forgotten: this.forgotten };
  }

  /** The `most` names with the largest sums, largest first. */
  top(most: number): (NameCount & { name: string; id: number })[] {
    return [...this.entries]
      .map(([name, entry]) => ({ name, ...entry }))
      .sort((a, b) => b.sockets + b.refused - a.sockets - a.refused)
      .slice(0, most);
  }

  /** Names by number, for the numbers that are asked for. */
  nameOf(id: number): string | null {
    for (const [name, entry] of this.entries) if (entry.id === id) return name;
    return null;
  }

  get size(): number {
    return this.entries.size;
  }
}
