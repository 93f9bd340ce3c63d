import type { FrameDetail, FrameRow } from '../../shared/model/tester';
import type { WireFrame } from './frame';
import { detailOf, rowOf } from './frame-row';
import { LogSegment } from './log-segment';

export interface LoggedFrame {
  index: number;
  direction: 'in' | 'out';
  /** ms since the connect call. */
  at: number;
  frame: WireFrame;
}

export const LOG_BYTES = 128 * 1024 * 1024;
const LOG_ROWS = 16_777_216;
/** A row's own cost beside its payload. */
const ROW_BYTES = 14;
const SEGMENT = { firstRows: 64, rows: 16_384, bytes: 1024 * 1024 };

/** The last frames of a session, bounded by bytes and by rows. Dropped ones are still counted. */
export class FrameLog {
  readonly #maxBytes: number;
  readonly #maxRows: number;
  /** Oldest first; each begins where the one before ends. */
  readonly #segments: LogSegment[] = [];
  #count = 0;
  #first = 0;
  #bytes = 0;

  constructor(limits: { maxBytes?: number | undefined; maxRows?: number | undefined } = {}) {
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

  /** Payload bytes that are kept. */
  get keptBytes(): number {
    return this.#bytes;
  }

  add(direction: 'in' | 'out', at: number, frame: WireFrame): void {
    const size = frame.payload.length;
    let segment = this.#segments.at(-1);
    if (!segment?.takes(size)) {
      segment = this.#newSegment(segment, size);
      this.#segments.push(segment);
    }
    segment.add(direction, at, frame);
    this.#count += 1;
    this.#bytes += size + (frame.inflated?.length ?? 0);
    while (this.#tooMuch()) this.#dropFirst();
  }

  /** Rows from index `offset` on; where that is dropped already, from the oldest kept on. */
  rows(offset: number, limit: number): FrameRow[] {
    const from = Math.max(offset, this.#first);
    const to = Math.min(from + limit, this.#count);
    const rows: FrameRow[] = [];
    for (let index = from; index < to; index += 1) {
      const logged = this.get(index);
      if (logged) rows.push(rowOf(logged));
    }
    return rows;
  }

  /** null when it never was or is no longer kept. */
  detail(index: number): FrameDetail | null {
    const logged = this.get(index);
    return logged && detailOf(logged);
  }

  /** One frame as it was; null when it never was or is no longer kept. */
  get(index: number): LoggedFrame | null {
    if (!Number.isInteger(index) || index < this.#first || index >= this.#count) return null;
    const segment = this.#segments[this.#segmentOf(index)];
    return segment ? { index, ...segment.get(index - segment.first) } : null;
  }

  #tooMuch(): boolean {
    const rows = this.#count - this.#first;
    return rows > this.#maxRows || (rows > 0 && this.#bytes + rows * ROW_BYTES > this.#maxBytes);
  }

  /** The first ones are small: most sessions have some frames only. */
  #newSegment(last: LogSegment | undefined, size: number): LogSegment {
    const rows = Math.min(SEGMENT.rows, last ? last.count * 4 : SEGMENT.firstRows);
    const bytes = Math.min(SEGMENT.bytes, rows * 256);
    return new LogSegment(this.#count, Math.max(rows, SEGMENT.firstRows), Math.max(bytes, size));
  }

  /** The last segment that begins at or before the index. */
  #segmentOf(index: number): number {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.first ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #dropFirst(): void {
    const [segment] = this.#segments;
    if (!segment) return;
    this.#bytes -= segment.bytes(this.#first - segment.first);
    this.#first += 1;
    if (this.#first - segment.first === segment.count) this.#segments.shift();
  }
}
