import { isUtf8 } from 'node:buffer';
import { mayBeSent } from './close-codes';
import type { Inflater } from './deflate';
import type { Fault, Violation, WireFrame } from './frame';
import { size } from './sizes';
import { Utf8Check } from './utf8';

const WRONG_BYTES = 80;

/**
 * The rules that only a payload can break: text that is UTF-8, close frames that are well formed, compressed messages
 * that inflate. Which frame may follow which is the reader's. Holds the fragments of a compressed message until its end.
 */
export class MessageRules {
  #message: { text: boolean; compressed: boolean } | null = null;
  readonly #parts: Buffer[] = [];
  readonly #utf8 = new Utf8Check();
  readonly #inflater: Inflater | null;

  constructor(inflater: Inflater | null = null) {
    this.#inflater = inflater;
  }

  /** null when the frame is in order; then a compressed message's last frame has got its `inflated`. */
  next(frame: WireFrame): Violation | null {
    // The usual case at full speed: a whole text in one frame.
    if (frame.opcode === 'text' && frame.fin && frame.rsv === 0)
      return isUtf8(frame.payload) ? null : notUtf8('text message', frame.payload);
    if (frame.opcode === 'close') return judgeClose(frame.payload);
    if (frame.opcode === 'ping' || frame.opcode === 'pong') return null;
    if (frame.opcode !== 'continuation' && !(frame.fin && frame.rsv === 0 && frame.opcode === 'binary'))
      this.#message = { text: frame.opcode === 'text', compressed: frame.rsv === 4 };
    const message = this.#message;
    if (message === null) return null;
    if (frame.fin) this.#message = null;
    return message.compressed ? this.#compressed(frame, message.text) : this.#plain(frame, message.text);
  }

  #plain(frame: WireFrame, text: boolean): Violation | null {
    if (!text) return null;
    const valid = this.#utf8.push(frame.payload) && (!frame.fin || this.#utf8.end());
    return valid ? null : notUtf8('text message', frame.payload);
  }

  #compressed(frame: WireFrame, text: boolean): Violation | null {
    this.#parts.push(frame.payload);
    if (!frame.fin) return null;
    const all = Buffer.concat(this.#parts.splice(0));
    const result = this.#inflater?.inflate(all) ?? { fault: 'inflate-failed' as const };
    if ('fault' in result)
      return result.fault === 'too-big'
        ? wrong(
            'too-big',
            1009,
            `The server sent a compressed message of ${size(all.length)} that inflates to more than the ${size(this.#inflater?.maxBytes ?? 0)} the tester takes.`,
            all,
          )
        : wrong('inflate-failed', 1007, 'The server sent a compressed message that does not inflate.', all);
    frame.inflated = result.data;
    return text && !isUtf8(result.data) ? notUtf8('compressed text message', result.data) : null;
  }
}

function judgeClose(payload: Buffer): Violation | null {
  if (payload.length === 0) return null;
  if (payload.length === 1)
    return wrong('half-close-code', 1002, 'The server sent a close frame with half a close code.', payload);
  const code = payload.readUInt16BE(0);
  if (!mayBeSent(code))
    return wrong(
      'bad-close-code',
      1002,
      `The server sent the close code ${code}, which must not be sent.`,
      payload,
    );
  return isUtf8(payload.subarray(2)) ? null : notUtf8('close reason', payload);
}

function notUtf8(what: string, payload: Buffer): Violation {
  return wrong('invalid-utf8', 1007, `The server sent a ${what} that is not valid UTF-8.`, payload);
}

function wrong(fault: Fault, code: number, sentence: string, payload: Buffer): Violation {
  return { fault, code, sentence, bytes: Buffer.from(payload.subarray(0, WRONG_BYTES)) };
}

/** Code and reason of a close frame that is in order. */
export function readClose(payload: Buffer): { code: number | null; reason: string } {
  if (payload.length < 2) return { code: null, reason: '' };
  return { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) };
}
