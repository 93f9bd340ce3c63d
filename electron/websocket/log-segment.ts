import { opcodeName, type WireFrame } from './frame';

/** Rows and payload bytes of a run of frames, in a few arrays: an object a frame would cost several hundred bytes. */
export class LogSegment {
  /** Index of its first frame. */
  readonly first: number;
  count = 0;
  #payload: Buffer;
  #used = 0;
  readonly #at: Float64Array;
  readonly #starts: Uint32Array;
  /** The frame's first byte: FIN, RSV, opcode. */
  readonly #heads: Uint8Array;
  /** 1 masked, 2 outgoing. */
  readonly #flags: Uint8Array;
  /** What few frames have. */
  readonly #more = new Map<number, Pick<WireFrame, 'declared'> & Partial<WireFrame>>();

  constructor(first: number, rows: number, bytes: number) {
    this.first = first;
    this.#payload = Buffer.allocUnsafeSlow(bytes);
    this.#at = new Float64Array(rows);
    this.#starts = new Uint32Array(rows);
    this.#heads = new Uint8Array(rows);
    this.#flags = new Uint8Array(rows);
  }

  /** Whether a frame with that much payload still fits. */
  takes(bytes: number): boolean {
    return this.count < this.#heads.length && this.#used + bytes <= this.#payload.length;
  }

  add(direction: 'in' | 'out', at: number, frame: WireFrame): void {
    const row = this.count;
    const { payload, declared, problem, inflated } = frame;
    this.#at[row] = at;
    this.#starts[row] = this.#used;
    this.#heads[row] = (frame.fin ? 0x80 : 0) | (frame.rsv << 4) | frame.opcodeBits;
    this.#flags[row] = (frame.masked ? 1 : 0) | (direction === 'out' ? 2 : 0);
    this.#payload.set(payload, this.#used);
    this.#used += payload.length;
    this.count += 1;
    if (declared !== payload.length || problem !== undefined || inflated !== undefined)
      this.#more.set(row, {
        declared,
        ...(problem === undefined ? {} : { problem }),
        ...(inflated === undefined ? {} : { inflated }),
      });
  }

  get(row: number): { direction: 'in' | 'out'; at: number; frame: WireFrame } {
    const head = this.#heads[row] ?? 0;
    const flags = this.#flags[row] ?? 0;
    const payload = this.#payload.subarray(this.#starts[row] ?? 0, this.#end(row));
    return {
      direction: flags & 2 ? 'out' : 'in',
      at: this.#at[row] ?? 0,
      frame: {
        fin: head >= 0x80,
        rsv: (head >> 4) & 7,
        opcodeBits: head & 0xf,
        opcode: opcodeName(head & 0xf),
        masked: (flags & 1) !== 0,
        payload,
        declared: payload.length,
        ...this.#more.get(row),
      },
    };
  }

  /** What keeping the row costs in payload. */
  bytes(row: number): number {
    return (
      this.#end(row) -
      (this.#starts[row] ?? 0) +
      (this.#more.size === 0 ? 0 : (this.#more.get(row)?.inflated?.length ?? 0))
    );
  }

  #end(row: number): number {
    return row + 1 < this.count ? (this.#starts[row + 1] ?? 0) : this.#used;
  }
}
