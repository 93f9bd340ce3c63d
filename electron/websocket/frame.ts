import type { FrameOpcode } from '../../shared/model/tester';

/** One frame as it was on the wire (RFC 6455 §5.2); the payload is unmasked. */
export interface WireFrame {
  fin: boolean;
  /** RSV1, RSV2 and RSV3 as the bits 4, 2 and 1; none is allowed without an extension. */
  rsv: number;
  /** The four opcode bits as sent; `opcode` is their name. */
  opcodeBits: number;
  opcode: FrameOpcode;
  masked: boolean;
  payload: Buffer;
  /** Payload bytes as announced in the header; more than `payload` holds where the frame was cut or refused. */
  declared: number;
  /** The whole message in plain, on the frame that ends a compressed one. */
  inflated?: Buffer;
  /** One sentence where the frame breaks the protocol or was cut off. */
  problem?: string;
}

/** The name of each fault that a frame can have. */
export type Fault =
  | 'reserved-bits'
  | 'reserved-opcode'
  | 'masked'
  | 'not-masked'
  | 'fragmented-control'
  | 'long-control'
  | 'half-close-code'
  | 'bad-close-code'
  | 'lone-continuation'
  | 'nested-message'
  | 'length-form'
  | 'too-big'
  | 'too-many-fragments'
  | 'invalid-utf8'
  | 'inflate-failed';

/** Why the connection has to be failed, with the close code that says it (1002, 1007, 1008 or 1009). */
export interface Violation {
  fault: Fault;
  code: number;
  sentence: string;
  /** The bytes that were wrong, as far as they are at hand: the frame's header and what follows, at most some 80. */
  bytes: Buffer;
}

const names = new Map<number, FrameOpcode>([
  [0x0, 'continuation'],
  [0x1, 'text'],
  [0x2, 'binary'],
  [0x8, 'close'],
  [0x9, 'ping'],
  [0xa, 'pong'],
]);
const bits = new Map([...names].map(([value, name]) => [name, value]));

export function opcodeName(opcodeBits: number): FrameOpcode {
  return names.get(opcodeBits) ?? 'reserved';
}

/** The bits of a named opcode; 0x3 (the first reserved one) for `reserved`. */
export function opcodeBitsOf(opcode: FrameOpcode): number {
  return bits.get(opcode) ?? 0x3;
}
