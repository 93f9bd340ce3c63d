import { opcodeName } from '../frame';
import { asBuffer, type RawFrame } from './raw-frame';

export interface WholeMessage {
  direction: 'in' | 'out';
  at: number;
  opcode: 'text' | 'binary';
  payload: Buffer;
}

/** Puts the frames of both directions together to messages; what has no beginning, and control frames, are none. */
export class Messages {
  readonly #open = new Map<'in' | 'out', { opcode: 'text' | 'binary'; parts: Buffer[] }>();

  /** The message that this frame ends, if it ends one. */
  take(frame: RawFrame): WholeMessage | null {
    const opcode = opcodeName(frame.opcodeBits);
    const { direction, at } = frame;
    if (opcode === 'text' || opcode === 'binary') this.#open.set(direction, { opcode, parts: [] });
    else if (opcode !== 'continuation') return null;
    const open = this.#open.get(direction);
    if (!open) return null;
    open.parts.push(asBuffer(frame.payload));
    if (!frame.fin) return null;
    this.#open.delete(direction);
    const payload = frame.inflated
      ? asBuffer(frame.inflated)
      : open.parts.length === 1
        ? (open.parts[0] ?? Buffer.alloc(0))
        : Buffer.concat(open.parts);
    return { direction, at, opcode: open.opcode, payload };
  }
}
