import type { FrameOpcode } from '../../shared/model/tester';
import { opcodeBitsOf } from './frame';
import { randomPiece } from './random-pool';

export interface FrameToWrite {
  opcode: FrameOpcode;
  payload: Uint8Array;
  /** Default true; false where fragments follow. */
  fin?: boolean;
  /** RSV bits as 4, 2, 1; only for tests of the other side. */
  rsv?: number;
  /** Four bytes; null writes an unmasked frame, as servers do. Default: fresh random bytes, as clients must. */
  mask?: Uint8Array | null;
}

/** XORs in place. Masking and unmasking are the same (RFC 6455 §5.3). */
export function applyMask(payload: Uint8Array, mask: Uint8Array): void {
  const key = [mask[0] ?? 0, mask[1] ?? 0, mask[2] ?? 0, mask[3] ?? 0] as const;
  for (let at = 0; at < payload.length; at += 1) payload[at] = (payload[at] ?? 0) ^ (key[at & 3] ?? 0);
}

/** The bytes of one frame, with the shortest length form. The payload is copied, never changed. */
export function encodeFrame(frame: FrameToWrite): Buffer {
  const { payload } = frame;
  const mask = frame.mask === undefined ? randomPiece(4) : frame.mask;
  const lengthBytes = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
  const start = 2 + lengthBytes + (mask ? 4 : 0);
  const bytes = Buffer.allocUnsafe(start + payload.length);
  bytes[0] = ((frame.fin ?? true) ? 0x80 : 0) | (((frame.rsv ?? 0) & 7) << 4) | opcodeBitsOf(frame.opcode);
  const short = lengthBytes === 0 ? payload.length : lengthBytes === 2 ? 126 : 127;
  bytes[1] = (mask ? 0x80 : 0) | short;
  if (lengthBytes === 2) bytes.writeUInt16BE(payload.length, 2);
  if (lengthBytes === 8) bytes.writeBigUInt64BE(BigInt(payload.length), 2);
  bytes.set(payload, start);
  if (mask) {
    bytes.set(mask.subarray(0, 4), start - 4);
    applyMask(bytes.subarray(start), mask);
  }
  return bytes;
}

/** One message cut into frames of at most `size` payload bytes: the first carries the opcode, the last `fin`. */
export function fragment(opcode: 'text' | 'binary', payload: Uint8Array, size: number): FrameToWrite[] {
  const frames: FrameToWrite[] = [];
  const step = Math.max(1, Math.trunc(size));
  for (let at = 0; at === 0 || at < payload.length; at += step)
    frames.push({
      opcode: at === 0 ? opcode : 'continuation',
      payload: payload.subarray(at, at + step),
      fin: at + step >= payload.length,
    });
  return frames;
}

/** A close frame's payload: empty without a code; the reason is cut at 123 bytes, never inside a character. */
export function closePayload(code: number | null, reason: string): Buffer {
  if (code === null) return Buffer.alloc(0);
  let end = 123;
  const text = Buffer.from(reason, 'utf8');
  while (end > 0 && end < text.length && ((text[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  const payload = Buffer.alloc(2 + Math.min(end, text.length));
  payload.writeUInt16BE(code, 0);
  text.copy(payload, 2, 0, end);
  return payload;
}
