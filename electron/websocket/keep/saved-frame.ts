import { isUtf8 } from 'node:buffer';
import { z } from 'zod';
import { FrameOpcode } from '../../../shared/model/tester';
import { opcodeBitsOf, opcodeName } from '../frame';
import { asBuffer, type RawFrame } from './raw-frame';

const base64 = z.base64().max(400_000_000);

/** A frame as it stands in a file, readable where it is text. */
export const SavedFrame = z.object({
  at: z.number().min(0),
  direction: z.enum(['in', 'out']),
  opcode: FrameOpcode,
  fin: z.boolean().default(true),
  /** Of a reserved opcode: its four bits. */
  bits: z.number().int().min(0).max(15).optional(),
  rsv: z.number().int().min(1).max(7).optional(),
  /** Payload bytes as announced, where fewer came. */
  size: z.number().int().min(0).optional(),
  text: z.string().optional(),
  base64: base64.optional(),
  /** The message in plain, on the frame that ends a compressed one. */
  plainText: z.string().optional(),
  plainBase64: base64.optional(),
  problem: z.string().max(2000).optional(),
});
export type SavedFrame = z.infer<typeof SavedFrame>;

/** To the microsecond. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

/** Payload that is UTF-8 is written as text, whatever its opcode but for close frames: a file is for people. */
export function toSaved(raw: RawFrame): SavedFrame {
  const opcode = opcodeName(raw.opcodeBits);
  const payload = asBuffer(raw.payload);
  const readable = opcode !== 'binary' && opcode !== 'close' && raw.rsv === 0 && isUtf8(payload);
  const plain = raw.inflated && asBuffer(raw.inflated);
  return {
    at: rounded(raw.at),
    direction: raw.direction,
    opcode,
    fin: raw.fin,
    ...(opcode === 'reserved' ? { bits: raw.opcodeBits } : {}),
    ...(raw.rsv === 0 ? {} : { rsv: raw.rsv }),
    ...(raw.declared === payload.length ? {} : { size: raw.declared }),
    ...(readable ? { text: payload.toString('utf8') } : { base64: payload.toString('base64') }),
    ...(plain === undefined
      ? {}
      : isUtf8(plain)
        ? { plainText: plain.toString('utf8') }
        : { plainBase64: plain.toString('base64') }),
    ...(raw.problem === undefined ? {} : { problem: raw.problem }),
  };
}

export function fromSaved(saved: SavedFrame, index: number): RawFrame {
  const payload = bytesOf(saved.text, saved.base64) ?? Buffer.alloc(0);
  const inflated = bytesOf(saved.plainText, saved.plainBase64);
  return {
    index,
    direction: saved.direction,
    at: saved.at,
    fin: saved.fin,
    rsv: saved.rsv ?? 0,
    opcodeBits: saved.opcode === 'reserved' ? (saved.bits ?? 3) : opcodeBitsOf(saved.opcode),
    masked: saved.direction === 'out',
    declared: Math.max(saved.size ?? 0, payload.length),
    payload,
    ...(inflated === undefined ? {} : { inflated }),
    ...(saved.problem === undefined ? {} : { problem: saved.problem }),
  };
}

function bytesOf(text: string | undefined, encoded: string | undefined): Buffer | undefined {
  if (text !== undefined) return Buffer.from(text, 'utf8');
  return encoded === undefined ? undefined : Buffer.from(encoded, 'base64');
}
