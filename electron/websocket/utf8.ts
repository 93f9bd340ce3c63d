import { isUtf8 } from 'node:buffer';

const NONE = Buffer.alloc(0);

/** Validity of UTF-8 that comes in pieces (RFC 3629: no surrogates, no overlong forms, nothing over U+10FFFF). */
export class Utf8Check {
  #tail = NONE;

  /** Whether everything so far can still become valid text. A broken beginning of a character is seen at once. */
  push(bytes: Uint8Array): boolean {
    const all = this.#tail.length > 0 ? Buffer.concat([this.#tail, bytes]) : bytes;
    const whole = all.length - unfinished(all);
    this.#tail = Buffer.from(all.subarray(whole));
    return isUtf8(all.subarray(0, whole)) && couldBegin(this.#tail);
  }

  /** Whether the text may end here; the next piece begins a new text. */
  end(): boolean {
    const done = this.#tail.length === 0;
    this.#tail = NONE;
    return done;
  }
}

/** How many bytes at the end are the beginning of a character that is not complete: 0 to 3. */
function unfinished(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? back : 0;
  }
  return 0;
}

/** Table 3-7 of the Unicode standard: which second bytes may follow a first one. */
function couldBegin(tail: Uint8Array): boolean {
  const [first, second] = tail;
  if (first === undefined) return true;
  if (first < 0xc2 || first > 0xf4) return false;
  if (second === undefined) return true;
  if (first === 0xe0) return second >= 0xa0;
  if (first === 0xed) return second <= 0x9f;
  if (first === 0xf0) return second >= 0x90;
  if (first === 0xf4) return second <= 0x8f;
  return true;
}
