import { headerTokens, headerValues, type HttpHead } from './http-head';

export const MAX_BODY_BYTES = 64 * 1024;

/** Gathers the body of a refused handshake, at most 64 KB, by Transfer-Encoding, Content-Length or until the end. */
export class HttpBody {
  /** Nothing more is wanted: all of it came, the cap was reached, or its framing is broken. */
  done = false;
  readonly #parts: Buffer[] = [];
  #size = 0;
  /** Bytes of the body or chunk still to come; Infinity until the connection ends. */
  #left: number;
  readonly #chunked: boolean;
  #line = '';
  #state: 'size' | 'data' | 'data-end' = 'size';

  constructor(head: HttpHead) {
    const codings = headerTokens(head.headers, 'transfer-encoding');
    this.#chunked = codings.at(-1)?.toLowerCase() === 'chunked';
    const length = headerValues(head.headers, 'content-length')[0];
    this.#left = this.#chunked
      ? 0
      : length !== undefined && /^\d{1,15}$/.test(length)
        ? Number(length)
        : Infinity;
    this.done = head.status === 204 || head.status === 304 || (!this.#chunked && this.#left === 0);
  }

  push(chunk: Buffer): void {
    let offset = 0;
    while (!this.done && offset < chunk.length)
      offset =
        this.#chunked && this.#state !== 'data' ? this.#readLine(chunk, offset) : this.#take(chunk, offset);
  }

  /** As text; bytes that are not UTF-8 become U+FFFD. */
  text(): string {
    return Buffer.concat(this.#parts).toString('utf8');
  }

  #take(chunk: Buffer, offset: number): number {
    const count = Math.min(this.#left, chunk.length - offset);
    const room = MAX_BODY_BYTES - this.#size;
    if (room > 0) this.#parts.push(Buffer.from(chunk.subarray(offset, offset + Math.min(count, room))));
    this.#size += Math.min(count, Math.max(room, 0));
    this.#left -= count;
    if (this.#left === 0) {
      if (this.#chunked) this.#state = 'data-end';
      else this.done = true;
    }
    if (this.#size >= MAX_BODY_BYTES) this.done = true;
    return offset + count;
  }

  #readLine(chunk: Buffer, offset: number): number {
    const end = chunk.indexOf(0x0a, offset);
    this.#line += chunk.toString('latin1', offset, end < 0 ? chunk.length : end);
    if (this.#line.length > 1024) this.done = true;
    if (end < 0) return chunk.length;
    const line = this.#line.trim();
    this.#line = '';
    if (this.#state === 'data-end') this.#state = 'size';
    else {
      const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line);
      this.#left = size ? parseInt(size[1] ?? '0', 16) : 0;
      if (this.#left === 0) this.done = true;
      else this.#state = 'data';
    }
    return end + 1;
  }
}
