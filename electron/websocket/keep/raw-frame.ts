import { z } from 'zod';
import { ConnectRequest } from '../../../shared/model/connect';
import { Diagnosis, HandshakeReport, SocketEnd } from '../../../shared/model/tester';
import { opcodeName, type WireFrame } from '../frame';
import type { LoggedFrame } from '../frame-log';

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

/** A frame with all of its payload, as it goes between the processes: a log is taken along or brought back with it. */
export const RawFrame = z.object({
  index: z.number().int(),
  direction: z.enum(['in', 'out']),
  /** ms since the connect call. */
  at: z.number(),
  fin: z.boolean(),
  rsv: z.number().int().min(0).max(7),
  opcodeBits: z.number().int().min(0).max(15),
  masked: z.boolean(),
  /** Payload bytes as announced; more than there are where the frame was cut. */
  declared: z.number().int().min(0),
  payload: bytes,
  inflated: bytes.optional(),
  problem: z.string().optional(),
});
export type RawFrame = z.infer<typeof RawFrame>;

/** What of a session is no frame. */
export const KeptHead = z.object({
  request: ConnectRequest,
  /** When the connect call was, ms since the epoch. */
  startedAt: z.number(),
  handshake: HandshakeReport.nullable(),
  end: SocketEnd.nullable(),
  diagnosis: Diagnosis.nullable(),
});
export type KeptHead = z.infer<typeof KeptHead>;

/** Copies the payload: a view would take its whole segment of the log along to the other process. */
export function toRaw({ index, direction, at, frame }: LoggedFrame): RawFrame {
  const { fin, rsv, opcodeBits, masked, declared, payload, inflated, problem } = frame;
  return {
    index,
    direction,
    at,
    fin,
    rsv,
    opcodeBits,
    masked,
    declared,
    payload: new Uint8Array(payload),
    ...(inflated === undefined ? {} : { inflated: new Uint8Array(inflated) }),
    ...(problem === undefined ? {} : { problem }),
  };
}

export function fromRaw(raw: RawFrame): WireFrame {
  const { fin, rsv, opcodeBits, masked, declared, payload, inflated, problem } = raw;
  return {
    fin,
    rsv,
    opcodeBits,
    opcode: opcodeName(opcodeBits),
    masked,
    declared,
    payload: asBuffer(payload),
    ...(inflated === undefined ? {} : { inflated: asBuffer(inflated) }),
    ...(problem === undefined ? {} : { problem }),
  };
}

export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
