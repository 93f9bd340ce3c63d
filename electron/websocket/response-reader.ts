import { HttpBody } from './http-body';
import { parseHead, type HttpHead } from './http-head';

export const MAX_HEAD_BYTES = 64 * 1024;
const WRONG_BYTES = 80;
const STARTS = Buffer.from('HTTP/');

export type ResponseProgress =
  | { kind: 'more' }
  /** 101: `rest` are the first bytes of the socket. */
  | { kind: 'switched'; head: HttpHead; rest: Buffer }
  | { kind: 'answered'; head: HttpHead; body: string }
  | { kind: 'not-http'; fault: string; sentence: string; bytes: Buffer };

/** Incremental reader of the answer to an upgrade request. Its memory is bounded by the caps of head and body. */
export class ResponseReader {
  /** The final answer's head as soon as it is complete. */
  head: HttpHead | null = null;
  /** That head as it was received, each byte a character; what came so far where it is none. */
  headText = '';
  /** Grows as it fills: most answers have some hundred bytes, and a load test has thousands of them. */
  #bytes = Buffer.allocUnsafe(1024);
  #length = 0;
  #body: HttpBody | null = null;
  readonly #switches: (status: number) => boolean;

  /** `switches`: after which answers HTTP is over. */
  constructor(switches: (status: number) => boolean = (status) => status === 101) {
    this.#switches = switches;
  }

  push(chunk: Buffer): ResponseProgress {
    if (this.head && this.#body) {
      this.#body.push(chunk);
      return this.#body.done
        ? { kind: 'answered', head: this.head, body: this.#body.text() }
        : { kind: 'more' };
    }
    let rest = chunk;
    while (rest.length > 0) {
      const before = this.#length;
      const count = Math.min(rest.length, MAX_HEAD_BYTES - before);
      this.#keep(rest, count);
      const start = Math.min(this.#length, STARTS.length);
      if (!this.#bytes.subarray(0, start).equals(STARTS.subarray(0, start)))
        return this.#not('not-http', notHttp(this.#bytes.subarray(0, this.#length)));
      const end = headEnd(this.#bytes.subarray(0, this.#length), before);
      if (end === null) {
        if (this.#length < MAX_HEAD_BYTES) return { kind: 'more' };
        return this.#not(
          'head-too-large',
          "The answer's headers are larger than 64 KB, so it was not read on.",
        );
      }
      this.headText = this.#bytes.toString('latin1', 0, end);
      const parsed = parseHead(this.headText.trimEnd());
      if (typeof parsed === 'string') return this.#not('not-http', parsed);
      rest = rest.subarray(end - before);
      this.#length = 0;
      // 100 Continue, 103 Early Hints: the final answer follows (RFC 9110 §15.2).
      if (parsed.status < 200 && !this.#switches(parsed.status)) continue;
      this.head = parsed;
      if (this.#switches(parsed.status)) return { kind: 'switched', head: parsed, rest };
      this.#body = new HttpBody(parsed);
      this.#body.push(rest);
      return this.#body.done ? { kind: 'answered', head: parsed, body: this.#body.text() } : { kind: 'more' };
    }
    return { kind: 'more' };
  }

  /** What can be said when nothing more comes: an answer with the body so far, or null without a complete head. */
  partial(): { head: HttpHead; body: string } | null {
    return this.head ? { head: this.head, body: this.#body?.text() ?? '' } : null;
  }

  #keep(chunk: Buffer, count: number): void {
    const needed = this.#length + count;
    if (needed > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.min(MAX_HEAD_BYTES, Math.max(needed, this.#bytes.length * 2)));
      this.#bytes.copy(grown, 0, 0, this.#length);
      this.#bytes = grown;
    }
    chunk.copy(this.#bytes, this.#length, 0, count);
    this.#length = needed;
  }

  #not(fault: string, sentence: string): ResponseProgress {
    const bytes = Buffer.from(this.#bytes.subarray(0, Math.min(this.#length, WRONG_BYTES)));
    this.headText = this.#bytes.toString('latin1', 0, Math.min(this.#length, 4096));
    return { kind: 'not-http', fault, sentence, bytes };
  }

  /** The bytes of a head that did not end, at most 80 of them; null where none came. It is its `headText` then. */
  cut(): { bytes: Buffer; shown: string } | null {
    if (this.head || this.#length === 0) return null;
    const bytes = Buffer.from(this.#bytes.subarray(0, Math.min(this.#length, WRONG_BYTES)));
    this.headText = this.#bytes.toString('latin1', 0, Math.min(this.#length, 4096));
    return { bytes, shown: JSON.stringify(this.headText.slice(-40)) };
  }
}

/** The offset behind the empty line, looking only where new bytes could have completed it. */
function headEnd(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(0x0a, from); at >= 0; at = bytes.indexOf(0x0a, at + 1)) {
    const before = bytes[at - 1] === 0x0d ? at - 2 : at - 1;
    if (bytes[before] === 0x0a) return at + 1;
  }
  return null;
}

function notHttp(bytes: Buffer): string {
  // A TLS alert or handshake record: type 21 or 22, then version 3.x (RFC 8446 §5.1).
  if ((bytes[0] === 0x15 || bytes[0] === 0x16) && (bytes[1] === undefined || bytes[1] === 3))
    return 'The server speaks TLS on this port; use wss:// instead of ws://.';
  const shown = JSON.stringify(bytes.toString('latin1', 0, 40));
  return `The server answered with something that is not HTTP: ${shown}.`;
}
