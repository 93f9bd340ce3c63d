import type { FoundRows } from './search-wire';

interface Chunk {
  /** Index of the first frame of the segment. */
  first: number;
  rows: number;
  hits: number;
  bits: Uint8Array;
}

/** Which frames matched: a bit a frame, so that 16 million of them are 2 MB. Matches are numbered in the log's order. */
export class MatchIndex {
  /** One a segment, oldest first. */
  readonly #chunks: Chunk[] = [];
  #matches = 0;
  /** Matches of chunks that are gone. */
  #gone = 0;

  /** All that ever matched. */
  get matches(): number {
    return this.#matches;
  }

  add(first: number, rows: number, { bits, hits }: FoundRows): void {
    this.#matches += hits;
    const last = this.#chunks.at(-1);
    if (last?.first !== first) {
      this.#chunks.push({ first, rows, hits, bits });
      return;
    }
    last.hits += hits;
    for (const [at, byte] of bits.entries()) last.bits[at] = (last.bits[at] ?? 0) | byte;
  }

  /** Forgets what is before the frame `firstKept`; answers the number of the first match from there on. */
  prune(firstKept: number): number {
    let [oldest] = this.#chunks;
    while (oldest && oldest.first + oldest.rows <= firstKept) {
      this.#gone += oldest.hits;
      this.#chunks.shift();
      [oldest] = this.#chunks;
    }
    return this.#gone + (oldest ? countBits(oldest.bits, firstKept - oldest.first) : 0);
  }

  /** Frame indices of the matches `from` up to `to`, by their numbers; those that are gone are left out. */
  frames(from: number, to: number): number[] {
    const found: number[] = [];
    let number = this.#gone;
    for (const { first, hits, bits } of this.#chunks) {
      if (number >= to) break;
      if (number + hits > from)
        for (const row of setBits(bits)) {
          if (number >= from && number < to) found.push(first + row);
          number += 1;
        }
      else number += hits;
    }
    return found;
  }
}

function* setBits(bits: Uint8Array): Generator<number> {
  for (const [at, byte] of bits.entries())
    if (byte !== 0) for (let bit = 0; bit < 8; bit += 1) if (byte & (1 << bit)) yield at * 8 + bit;
}

/** How many of the first `rows` bits are set. */
function countBits(bits: Uint8Array, rows: number): number {
  let count = 0;
  for (const row of setBits(bits)) {
    if (row >= rows) break;
    count += 1;
  }
  return count;
}
