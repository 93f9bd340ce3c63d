import { mayBeSent } from './close-codes';
import type { Violation, WireFrame } from './frame';
import { Utf8Check } from './utf8';

/** The rules that span frames: fragments in order, text that is UTF-8, close frames that are well formed. */
export class MessageRules {
  #inMessage: 'text' | 'binary' | null = null;
  readonly #utf8 = new Utf8Check();

  /** null when the frame is in order. Frames must come as they came on the wire. */
  next(frame: WireFrame): Violation | null {
    if (frame.opcode === 'close') return judgeClose(frame.payload);
    if (frame.opcode === 'ping' || frame.opcode === 'pong') return null;
    if (frame.opcode === 'continuation') {
      if (!this.#inMessage)
        return { code: 1002, sentence: 'The server sent a continuation frame outside a message.' };
    } else if (this.#inMessage) {
      return { code: 1002, sentence: `The server began a ${frame.opcode} message inside another one.` };
    } else {
      this.#inMessage = frame.opcode === 'text' ? 'text' : 'binary';
    }
    const text = this.#inMessage === 'text';
    if (frame.fin) this.#inMessage = null;
    if (!text) return null;
    const valid = this.#utf8.push(frame.payload) && (!frame.fin || this.#utf8.end());
    return valid ? null : { code: 1007, sentence: 'The server sent a text message that is not valid UTF-8.' };
  }
}

function judgeClose(payload: Buffer): Violation | null {
  if (payload.length === 0) return null;
  if (payload.length === 1)
    return { code: 1002, sentence: 'The server sent a close frame with half a close code.' };
  const code = payload.readUInt16BE(0);
  if (!mayBeSent(code))
    return { code: 1002, sentence: `The server sent the close code ${code}, which must not be sent.` };
  const check = new Utf8Check();
  if (!check.push(payload.subarray(2)) || !check.end())
    return { code: 1007, sentence: 'The server sent a close reason that is not valid UTF-8.' };
  return null;
}

/** Code and reason of a close frame that is in order. */
export function readClose(payload: Buffer): { code: number | null; reason: string } {
  if (payload.length < 2) return { code: null, reason: '' };
  return { code: payload.readUInt16BE(0), reason: payload.toString('utf8', 2) };
}
