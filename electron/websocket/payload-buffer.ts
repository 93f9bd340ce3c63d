const FIRST_BYTES = 65_536;

/**
 * Gathers a payload of known length from chunks of any size. It grows by doubling, so a header that announces
 * megabytes costs nothing until they come, and one-byte chunks cost linear time.
 */
export class PayloadBuffer {
  readonly #declared: number;
  #bytes: Buffer;
  #length = 0;

  constructor(declared: number) {
    this.#declared = declared;
    this.#bytes = Buffer.allocUnsafe(Math.min(declared, FIRST_BYTES));
  }

  get complete(): boolean {
    return this.#length === this.#declared;
  }

  get length(): number {
    return this.#length;
  }

  /** Takes what belongs to the payload from `chunk` at `offset`; answers how many bytes that were. */
  take(chunk: Uint8Array, offset: number): number {
    const count = Math.min(this.#declared - this.#length, chunk.length - offset);
    const needed = this.#length + count;
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(this.#declared, Math.max(needed, this.#bytes.length * 2)));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    this.#bytes.set(chunk.subarray(offset, offset + count), this.#length);
    this.#length = needed;
    return count;
  }

  /** What has arrived so far; all of it when complete. */
  bytes(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }
}
