import { Inflater, type DeflateTerms } from './deflate';
import type { Violation, WireFrame } from './frame';
import { FrameReader, type FrameReaderOptions, MAX_MESSAGE_BYTES } from './frame-reader';
import { MessageRules } from './message-rules';

/** All that is read of one side of a socket: frames as they come, each held against every rule of RFC 6455 and 7692. */
export class MessageReader {
  /** The first fault; after it nothing more is read. */
  violation: Violation | null = null;
  readonly #reader: FrameReader;
  readonly #rules: MessageRules;
  #closed = false;

  /** `deflate`: permessage-deflate as agreed; null for none. */
  constructor(
    options: Omit<FrameReaderOptions, 'compressed'> & { deflate?: DeflateTerms | null | undefined } = {},
  ) {
    const { deflate = null, maxMessageBytes = MAX_MESSAGE_BYTES } = options;
    this.#reader = new FrameReader({ ...options, compressed: deflate !== null });
    this.#rules = new MessageRules(
      deflate &&
        new Inflater({
          windowBits: deflate.serverWindowBits,
          noContextTakeover: deflate.serverNoContextTakeover,
          maxBytes: maxMessageBytes,
        }),
    );
  }

  /** The frames up to and with a close frame, or with the first wrong one, which has its `problem`. */
  push(chunk: Buffer): WireFrame[] {
    if (this.violation || this.#closed) return [];
    const read = this.#reader.push(chunk);
    let count = 0;
    for (const frame of read) {
      count += 1;
      const refused = frame.problem !== undefined;
      this.violation = refused ? this.#reader.violation : this.#rules.next(frame);
      if (this.violation) frame.problem = this.violation.sentence;
      else if (frame.opcode === 'close') this.#closed = true;
      if (this.violation || this.#closed) return read.slice(0, count);
    }
    return read;
  }

  /** As of FrameReader. */
  cutOff(): ReturnType<FrameReader['cutOff']> {
    return this.violation || this.#closed ? null : this.#reader.cutOff();
  }
}
