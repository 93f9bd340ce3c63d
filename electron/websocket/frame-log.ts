import type { FrameDetail, FrameRow } from '../../shared/model/tester';
import type { WireFrame } from './frame';
import { detailOf, rowOf } from './frame-row';

export interface LoggedFrame {
  index: number;
  direction: 'in' | 'out';
  /** ms since the connect call. */
  at: number;
  frame: WireFrame;
}

export const LOG_BYTES = 64 * 1024 * 1024;
export const LOG_ROWS = 262_144;

/** The last frames of a session, bounded by payload bytes and by rows. Dropped ones are still counted. */
export class FrameLog {
  readonly #maxBytes: number;
  readonly #maxRows: number;
  /** Frame `index` lies at `index % maxRows`, so nothing is ever moved. */
  readonly #slots: (LoggedFrame | undefined)[] = [];
  #count = 0;
  #first = 0;
  #bytes = 0;

  constructor(limits: { maxBytes?: number; maxRows?: number } = {}) {
    this.#maxBytes = limits.maxBytes ?? LOG_BYTES;
    this.#maxRows = limits.maxRows ?? LOG_ROWS;
  }

  /** All frames ever added. */
  get count(): number {
    return this.#count;
  }

  get firstKept(): number {
    return this.#first;
  }

  get keptBytes(): number {
    return this.#bytes;
  }

  add(direction: 'in' | 'out', at: number, frame: WireFrame): LoggedFrame {
    const logged = { index: this.#count, direction, at, frame };
    if (this.#count - this.#first === this.#maxRows) this.#dropFirst();
    this.#slots[logged.index % this.#maxRows] = logged;
    this.#count += 1;
    this.#bytes += frame.payload.length;
    while (this.#bytes > this.#maxBytes) this.#dropFirst();
    return logged;
  }

  /** Rows from index `offset` on; where that is dropped already, from the oldest kept on. */
  rows(offset: number, limit: number): FrameRow[] {
    const from = Math.max(offset, this.#first);
    const to = Math.min(from + limit, this.#count);
    const rows: FrameRow[] = [];
    for (let index = from; index < to; index += 1) {
      const logged = this.#slots[index % this.#maxRows];
      if (logged) rows.push(rowOf(logged));
    }
    return rows;
  }

  /** null when it never was or is no longer kept. */
  detail(index: number): FrameDetail | null {
    if (!Number.isInteger(index) || index < this.#first || index >= this.#count) return null;
    const logged = this.#slots[index % this.#maxRows];
    return logged ? detailOf(logged) : null;
  }

  #dropFirst(): void {
    const at = this.#first % this.#maxRows;
    this.#bytes -= this.#slots[at]?.frame.payload.length ?? 0;
    this.#slots[at] = undefined;
    this.#first += 1;
  }
}
