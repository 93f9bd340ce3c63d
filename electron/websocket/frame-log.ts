import type { WireFrame } from './frame';
import { frameBytes, LogSegment } from './log-segment';
import { ROW_BYTES, SegmentView, type SharedRows } from './segment-view';

export interface LoggedFrame {
  index: number;
  direction: 'in' | 'out';
  /** ms since the connect call. */
  at: number;
  frame: WireFrame;
}

export const LOG_BYTES = 128 * 1024 * 1024;
const LOG_ROWS = 16_777_216;
const SEGMENT = { firstRows: 64, rows: 16_384, bytes: 1024 * 1024 };

/** The last frames of a session, bounded by bytes and by rows. Dropped ones are still counted. */
export class FrameLog {
  #maxBytes: number;
  readonly #maxRows: number;
  /** Oldest first; each begins where the one before ends. */
  readonly #segments: LogSegment[] = [];
  /** The one that frames are added to. */
  #last: LogSegment | null = null;
  /** Memory of frames that went, for those that come: what is shared between threads is collected late, if at all. */
  #spare: SharedRows | null = null;
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

  /** What the kept frames cost: their payload and some bytes a row. */
  get keptBytes(): number {
    return this.#bytes + (this.#count - this.#first) * ROW_BYTES;
  }

  /** What `keptBytes` may come to; the oldest frames go beyond it. */
  get maxBytes(): number {
    return this.#maxBytes;
  }

  set maxBytes(bytes: number) {
    this.#maxBytes = bytes;
    while (this.#tooMuch()) this.#dropFirst();
  }

  add(direction: 'in' | 'out', at: number, frame: WireFrame): void {
    const size = frameBytes(frame);
    let segment = this.#last;
    if (!segment?.takes(size)) {
      segment = this.#newSegment(segment, size);
      this.#segments.push(segment);
      this.#last = segment;
    }
    segment.add(direction, at, frame, size);
    this.#count += 1;
    this.#bytes += size;
    while (this.#tooMuch()) this.#dropFirst();
  }

  /** One frame as it was; null when it never was or is no longer kept. */
  get(index: number): LoggedFrame | null {
    if (!Number.isInteger(index) || index < this.#first || index >= this.#count) return null;
    const segment = this.segmentAt(index);
    return segment ? { index, ...segment.get(index - segment.first) } : null;
  }

  /** Whether exactly one frame ever came. Looks back to the second one only. */
  hasOnlyOneIn(): boolean {
    let came = 0;
    for (let index = this.#count - 1; index >= this.#first && came < 2; index -= 1)
      if (this.get(index)?.direction === 'in') came += 1;
    return came === 1 && this.#first === 0;
  }

  #tooMuch(): boolean {
    const rows = this.#count - this.#first;
    return rows > this.#maxRows || (rows > 0 && this.keptBytes > this.#maxBytes);
  }

  /** The first ones are small: most sessions have some frames only. */
  #newSegment(last: LogSegment | null, size: number): LogSegment {
    const rows = Math.min(SEGMENT.rows, last ? last.count * 4 : SEGMENT.firstRows);
    const bytes = Math.min(SEGMENT.bytes, rows * 256);
    return new LogSegment(
      this.#count,
      this.#memory(Math.max(rows, SEGMENT.firstRows), Math.max(bytes, size)),
    );
  }

  #memory(rows: number, bytes: number): SharedRows {
    const spare = this.#spare;
    if (rows !== SEGMENT.rows || bytes !== SEGMENT.bytes || !spare) return SegmentView.make(rows, bytes);
    this.#spare = null;
    return spare;
  }

  /** The last segment that begins at or before the index. */
  segmentAt(index: number): LogSegment | undefined {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.first ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.#segments[low];
  }

  #dropFirst(): void {
    const [segment] = this.#segments;
    if (!segment) return;
    this.#bytes -= segment.bytes(this.#first - segment.first);
    this.#first += 1;
    if (this.#first - segment.first < segment.count) return;
    this.#segments.shift();
    if (segment === this.#last) this.#last = null;
    if (segment.readers === 0 && SegmentView.isOf(segment.shared, SEGMENT)) this.#spare = segment.shared;
  }
}
