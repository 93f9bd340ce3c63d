/** Bytes beside its payload that a row costs: time, start, head, flags. */
export const ROW_BYTES = 14;
const MASKED = 1;
const OUT = 2;
const INFLATED = 4;
/** Behind the inflated bytes of a row stands their length. */
export const INFLATED_TAIL = 4;

/** What a thread needs to read a segment; frames may be added meanwhile, those that are there never change. */
export interface SharedRows {
  buffer: SharedArrayBuffer;
  /** How many rows fit. */
  rows: number;
}

/** The arrays of a segment, laid over memory that the search's thread reads too. */
export class SegmentView {
  readonly at: Float64Array;
  /** Where each row's bytes start; one more than there are rows: the end of the last. */
  readonly starts: Uint32Array;
  /** The frame's first byte: FIN, RSV, opcode. */
  readonly heads: Uint8Array;
  readonly flags: Uint8Array;
  /** A row's payload, then its inflated bytes and their length where it has them. */
  readonly bytes: Buffer;

  constructor({ buffer, rows }: SharedRows) {
    this.at = new Float64Array(buffer, 0, rows);
    this.starts = new Uint32Array(buffer, rows * 8, rows + 1);
    this.heads = new Uint8Array(buffer, rows * 12 + 4, rows);
    this.flags = new Uint8Array(buffer, rows * 13 + 4, rows);
    this.bytes = Buffer.from(buffer, headBytes(rows));
  }

  static make(rows: number, bytes: number): SharedRows {
    return { buffer: new SharedArrayBuffer(headBytes(rows) + bytes), rows };
  }

  static isOf({ buffer, rows }: SharedRows, size: { rows: number; bytes: number }): boolean {
    return rows === size.rows && buffer.byteLength === headBytes(rows) + size.bytes;
  }

  /** As on the wire, unmasked. */
  payload(row: number): Buffer {
    return this.bytes.subarray(this.starts[row], this.#payloadEnd(row));
  }

  /** The message in plain that a compressed one ended with this frame; null on any other frame. */
  inflated(row: number): Buffer | null {
    if (!this.isInflated(row)) return null;
    return this.bytes.subarray(this.#payloadEnd(row), (this.starts[row + 1] ?? 0) - INFLATED_TAIL);
  }

  isOut(row: number): boolean {
    return ((this.flags[row] ?? 0) & OUT) !== 0;
  }

  isMasked(row: number): boolean {
    return ((this.flags[row] ?? 0) & MASKED) !== 0;
  }

  isInflated(row: number): boolean {
    return ((this.flags[row] ?? 0) & INFLATED) !== 0;
  }

  #payloadEnd(row: number): number {
    const end = this.starts[row + 1] ?? 0;
    return this.isInflated(row) ? end - INFLATED_TAIL - this.bytes.readUInt32LE(end - INFLATED_TAIL) : end;
  }
}

export const flagsOf = (masked: boolean, out: boolean, inflated: boolean): number =>
  (masked ? MASKED : 0) | (out ? OUT : 0) | (inflated ? INFLATED : 0);

const headBytes = (rows: number): number => rows * ROW_BYTES + 4;
