import { z } from 'zod';

export const HeaderField = z.object({ name: z.string(), value: z.string() });

/** A header or token that could split the request is refused here, before any socket is opened. */
export const ConnectRequest = z.object({
  url: z.string().min(1).max(4096),
  subprotocols: z
    .array(
      z
        .string()
        .min(1)
        .max(128)
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/),
    )
    .max(16),
  headers: z
    .array(
      z.object({
        name: z
          .string()
          .min(1)
          .max(128)
          .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/),
        value: z
          .string()
          .max(8192)
          .regex(/^[^\0\r\n]*$/),
      }),
    )
    .max(64),
  timeoutMs: z.number().int().min(100).max(600_000),
});
export type ConnectRequest = z.infer<typeof ConnectRequest>;

export const Timings = z.object({
  dns: z.number().nullable(),
  tcp: z.number().nullable(),
  tls: z.number().nullable(),
  upgrade: z.number().nullable(),
  total: z.number(),
});
export type Timings = z.infer<typeof Timings>;

export const HandshakeReport = z.object({
  /** null when no HTTP answer came. */
  status: z.number().int().nullable(),
  statusText: z.string(),
  /** As received: order and case kept, repeats kept. */
  headers: z.array(HeaderField),
  /** At most 64 KB of a failed handshake's body, as text. */
  body: z.string(),
  requestText: z.string(),
  subprotocol: z.string(),
  timingsMs: Timings,
});
export type HandshakeReport = z.infer<typeof HandshakeReport>;

export const FrameOpcode = z.enum(['continuation', 'text', 'binary', 'close', 'ping', 'pong', 'reserved']);
export type FrameOpcode = z.infer<typeof FrameOpcode>;

/** One frame as it was on the wire. Rows are pulled by range; `preview` is bounded, the payload is asked for apart. */
export const FrameRow = z.object({
  index: z.number().int(),
  direction: z.enum(['in', 'out']),
  opcode: FrameOpcode,
  fin: z.boolean(),
  /** Payload bytes. */
  size: z.number().int(),
  /** First 200 characters for text, first 48 bytes as hex for the rest. */
  preview: z.string(),
  /** ms since the connect call, with fractions. */
  at: z.number(),
  /** RSV1–RSV3 as the bits 4, 2, 1, where one is set. */
  rsv: z.number().int().min(1).max(7).optional(),
  /** Present on a frame that breaks the protocol or was cut off: one sentence. */
  problem: z.string().optional(),
});
export type FrameRow = z.infer<typeof FrameRow>;

export const FrameDetail = FrameRow.extend({
  /** At most 256 KB of payload, hex; `text` only where it is valid UTF-8. */
  hex: z.string(),
  text: z.string().nullable(),
  truncated: z.boolean(),
});
export type FrameDetail = z.infer<typeof FrameDetail>;

export const SocketEnd = z.object({
  kind: z.enum(['close', 'fin', 'rst', 'timeout', 'protocol-error', 'refused', 'tls-error', 'unreachable']),
  by: z.enum(['client', 'server']),
  code: z.number().int().nullable(),
  reason: z.string(),
});
export type SocketEnd = z.infer<typeof SocketEnd>;

export const Diagnosis = z.object({ id: z.string(), sentence: z.string() });
export type Diagnosis = z.infer<typeof Diagnosis>;

export const TesterState = z.object({
  sessionId: z.string(),
  phase: z.enum(['connecting', 'open', 'closing', 'ended']),
  url: z.string(),
  handshake: HandshakeReport.nullable(),
  frames: z.number().int(),
  /** Index of the oldest frame still kept; earlier ones were dropped from the ring, but are counted. */
  firstKept: z.number().int(),
  keptBytes: z.number().int(),
  bytesIn: z.number().int(),
  bytesOut: z.number().int(),
  end: SocketEnd.nullable(),
  diagnosis: Diagnosis.nullable(),
});
export type TesterState = z.infer<typeof TesterState>;

export const SendRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().max(1_000_000) }),
  z.object({
    kind: z.literal('binary'),
    hex: z
      .string()
      .max(2_000_000)
      .regex(/^(?:[0-9a-fA-F]{2}[\s,:]*)*$/),
  }),
  z.object({ kind: z.literal('ping'), text: z.string().max(125) }),
]);
export type SendRequest = z.infer<typeof SendRequest>;
