import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';

/** What both sides agreed on (RFC 7692 §7.1); `null` for a plain socket. */
export interface DeflateTerms {
  serverNoContextTakeover: boolean;
  clientNoContextTakeover: boolean;
  /** 8 to 15. */
  serverWindowBits: number;
  clientWindowBits: number;
}

/** Every message ends with an empty stored block whose four bytes are not sent (RFC 7692 §7.2.1). */
const TAIL = Buffer.from([0x00, 0x00, 0xff, 0xff]);
/** A last, empty block: inflating with it ends well only where the message ended between two blocks, as it must. */
const END = Buffer.from([0x01, 0x00, 0x00, 0xff, 0xff]);

export type Inflated = { data: Buffer } | { fault: 'too-big' | 'inflate-failed' };

/**
 * The last bytes of what went before, from which a message may copy: all that context takeover keeps. Feeding it as a
 * dictionary gives the same as one endless stream, without one for each socket.
 */
class Window {
  #bytes = Buffer.alloc(0);
  readonly #size: number;

  constructor(bits: number, kept: boolean) {
    this.#size = kept ? 2 ** bits : 0;
  }

  get dictionary(): { dictionary?: Buffer } {
    return this.#bytes.length > 0 ? { dictionary: this.#bytes } : {};
  }

  add(data: Buffer): void {
    if (this.#size === 0 || data.length === 0) return;
    const tail = data.length >= this.#size ? data : Buffer.concat([this.#bytes, data]);
    this.#bytes = Buffer.from(tail.subarray(Math.max(0, tail.length - this.#size)));
  }
}

/** Plain text of the messages of one direction; a bomb stops at `maxBytes`. */
export class Inflater {
  readonly #window: Window;
  readonly #windowBits: number;
  readonly maxBytes: number;

  constructor(options: { windowBits: number; noContextTakeover: boolean; maxBytes: number }) {
    // zlib takes no window of 256 bytes for raw data; a larger one reads it all the same.
    this.#windowBits = Math.max(9, options.windowBits);
    this.#window = new Window(this.#windowBits, !options.noContextTakeover);
    this.maxBytes = options.maxBytes;
  }

  inflate(message: Buffer): Inflated {
    try {
      const data = inflateRawSync(Buffer.concat([message, TAIL, END]), {
        windowBits: this.#windowBits,
        maxOutputLength: Math.max(1, this.maxBytes),
        ...this.#window.dictionary,
      });
      this.#window.add(data);
      return { data };
    } catch (error) {
      const big = error instanceof RangeError;
      return { fault: big ? 'too-big' : 'inflate-failed' };
    }
  }
}

/** The other way. */
export class Deflater {
  readonly #window: Window;
  readonly #windowBits: number;

  constructor(options: { windowBits: number; noContextTakeover: boolean }) {
    this.#windowBits = options.windowBits;
    this.#window = new Window(Math.max(9, options.windowBits), !options.noContextTakeover);
  }

  deflate(message: Buffer): Buffer {
    const narrow = this.#windowBits < 9;
    const bytes = deflateRawSync(message, {
      windowBits: Math.max(9, this.#windowBits),
      finishFlush: constants.Z_SYNC_FLUSH,
      // zlib has no window of 256 bytes; without any matches there is nothing to look back for.
      ...(narrow ? { strategy: constants.Z_HUFFMAN_ONLY } : this.#window.dictionary),
    });
    this.#window.add(message);
    return bytes.subarray(0, bytes.length - TAIL.length);
  }
}
