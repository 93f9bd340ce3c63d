import { SegmentView } from '../segment-view';
import { type RowMatcher, rowMatcher } from './row-matcher';
import { RowTexts } from './row-texts';
import type { FoundRows, ToSearch } from './search-wire';

/** Looks at rows of segments, as the search's thread does; keeps the filter between two tasks. */
export class RowSearch {
  #filter = '';
  #matcher: RowMatcher = () => false;

  find({ filter, shared, from, to, at }: ToSearch): FoundRows {
    const key = JSON.stringify(filter);
    if (key !== this.#filter) {
      this.#matcher = rowMatcher(filter);
      this.#filter = key;
    }
    const rows = new RowTexts(new SegmentView(shared), from, to);
    const place = new Int32Array(at);
    const bits = new Uint8Array((shared.rows + 7) >> 3);
    let hits = 0;
    for (let row = from; row < to; row += 1) {
      place[0] = row;
      if (!this.#matcher(rows, row)) continue;
      bits[row >> 3] = (bits[row >> 3] ?? 0) | (1 << (row & 7));
      hits += 1;
    }
    return { bits, hits };
  }
}
