import { opcodeName, type WireFrame } from './frame';
import { flagsOf, INFLATED_TAIL, SegmentView, type SharedRows } from './segment-view';

/** Rows and payload bytes of a run of frames, in a few arrays: an object a frame would cost several hundred bytes. */
export class LogSegment {
  /** Index of its first frame. */
  readonly first: number;
  readonly shared: SharedRows;
  /** How many threads look at its memory now. */
  readers = 0;
  count = 0;
  #used = 0;
  readonly #view: SegmentView;
  /** What few frames have. */
  readonly #more = new Map<number, Pick<WireFrame, 'declared'> & { problem?: string }>();

  constructor(first: number, shared: SharedRows) {
    this.first = first;
    this.shared = shared;
    this.#view = new SegmentView(this.shared);
  }

  /** Whether a frame that costs that many bytes still fits. */
  takes(bytes: number): boolean {
    return this.count < this.shared.rows && this.#used + bytes <= this.#view.bytes.length;
  }

  /** `size`: the frame's `frameBytes`. */
  add(direction: 'in' | 'out', at: number, frame: WireFrame, size: number): void {
    const row = this.count;
    const view = this.#view;
    const { payload, declared, problem, inflated } = frame;
    view.at[row] = at;
    view.heads[row] = (frame.fin ? 0x80 : 0) | (frame.rsv << 4) | frame.opcodeBits;
    view.flags[row] = flagsOf(frame.masked, direction === 'out', inflated !== undefined);
    view.bytes.set(payload, this.#used);
    if (inflated) {
      view.bytes.set(inflated, this.#used + payload.length);
      view.bytes.writeUInt32LE(inflated.length, this.#used + payload.length + inflated.length);
    }
    this.#used += size;
    view.starts[row + 1] = this.#used;
    this.count += 1;
    if (declared !== payload.length || problem !== undefined)
      this.#more.set(row, { declared, ...(problem === undefined ? {} : { problem }) });
  }

  get(row: number): { direction: 'in' | 'out'; at: number; frame: WireFrame } {
    const view = this.#view;
    const head = view.heads[row] ?? 0;
    const payload = view.payload(row);
    const inflated = view.inflated(row);
    return {
      direction: view.isOut(row) ? 'out' : 'in',
      at: view.at[row] ?? 0,
      frame: {
        fin: head >= 0x80,
        rsv: (head >> 4) & 7,
        opcodeBits: head & 0xf,
        opcode: opcodeName(head & 0xf),
        masked: view.isMasked(row),
        payload,
        declared: payload.length,
        ...(inflated ? { inflated } : {}),
        ...this.#more.get(row),
      },
    };
  }

  /** What keeping the row costs in payload. */
  bytes(row: number): number {
    return (this.#view.starts[row + 1] ?? 0) - (this.#view.starts[row] ?? 0);
  }
}

/** What a frame's bytes cost, its message in plain among them. */
export const frameBytes = ({ payload, inflated }: WireFrame): number =>
  payload.length + (inflated === undefined ? 0 : inflated.length + INFLATED_TAIL);
