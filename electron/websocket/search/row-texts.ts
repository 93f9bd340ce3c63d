import { isAscii } from 'node:buffer';
import { INFLATED_TAIL, type SegmentView } from '../segment-view';

/** Of a range, and of one frame's text: beyond it nothing is looked at, for a string has to be made of it. */
const MAX_BYTES = 64 * 1024 * 1024;

/** What is looked at of a run of rows: one string is made of them all, as one for each would take most of the time. */
export class RowTexts {
  readonly view: SegmentView;
  readonly #base: number;
  readonly #whole: string;
  readonly #ascii: boolean;

  constructor(view: SegmentView, from: number, to: number) {
    this.view = view;
    this.#base = view.starts[from] ?? 0;
    const end = Math.min(view.starts[to] ?? 0, this.#base + MAX_BYTES);
    this.#whole = view.bytes.toString('latin1', this.#base, end);
    this.#ascii = isAscii(view.bytes.subarray(this.#base, end));
  }

  /** The bytes, each a character: in plain where the row ends a compressed message. */
  bytes(row: number): string {
    return this.#whole.substring(this.#start(row) - this.#base, this.#end(row) - this.#base);
  }

  /** As UTF-8; what is none shows as U+FFFD. */
  text(row: number): string {
    if (this.#ascii) return this.bytes(row);
    const start = this.#start(row);
    return this.view.bytes.toString('utf8', start, Math.min(this.#end(row), start + MAX_BYTES));
  }

  #start(row: number): number {
    const { view } = this;
    const start = view.starts[row] ?? 0;
    return view.isInflated(row) ? start + view.payload(row).length : start;
  }

  #end(row: number): number {
    const end = this.view.starts[row + 1] ?? 0;
    return this.view.isInflated(row) ? end - INFLATED_TAIL : end;
  }
}
