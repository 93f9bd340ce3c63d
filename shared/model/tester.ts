import { z } from 'zod';
import { HeaderField, TlsReport } from './connect';
import { FrameOpcode } from './frame-row';
import { SearchState } from './frame-search';
import { Decoded, ImageKind, JsonLines, MessagePart } from './frame-view';

export { ConnectRequest } from './connect';
export { FrameOpcode } from './frame-row';

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
  /** The answer's head as it was received, each byte a character; empty where none came. */
  responseText: z.string().optional(),
  subprotocol: z.string(),
  /** Sec-WebSocket-Extensions in force; absent where there is none. */
  extensions: z.string().optional(),
  timingsMs: Timings,
  /** Of the connection: the proxy's where there is one. */
  remote: z.object({ address: z.string(), port: z.number().int() }).optional(),
  tls: TlsReport.optional(),
  /** What was said to the proxy and what it answered. */
  proxy: z.object({ requestText: z.string(), responseText: z.string() }).optional(),
  /** The answers that were followed to this one, oldest first. */
  redirects: z
    .array(z.object({ url: z.string(), status: z.number().int(), location: z.string() }))
    .optional(),
});
export type HandshakeReport = z.infer<typeof HandshakeReport>;

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
  /** Bytes of the message in plain, on the frame that ends a compressed one. */
  inflated: z.number().int().optional(),
  /** RSV1–RSV3 as the bits 4, 2, 1, where one is set. */
  rsv: z.number().int().min(1).max(7).optional(),
  /** Present on a frame that breaks the protocol or was cut off: one sentence. */
  problem: z.string().optional(),
  /** ms since the frame before it, in either direction, where that is kept. */
  sinceLast: z.number().optional(),
  /** What the protocol above says it is, where one is recognised: "SignalR invocation Send". */
  label: z.string().optional(),
});
export type FrameRow = z.infer<typeof FrameRow>;

export const FrameDetail = FrameRow.extend({
  /** At most 256 KB of payload as on the wire, hex. */
  hex: z.string(),
  /** Only where it is valid UTF-8; the message in plain on the frame that ends a compressed one. */
  text: z.string().nullable(),
  truncated: z.boolean(),
  /** The message it is part of, where that isn't this very frame; asked as a whole, hex and text are of the message. */
  message: MessagePart.optional(),
  /** The text set out, where it is JSON. */
  json: JsonLines.optional(),
  image: ImageKind.optional(),
  decoded: Decoded.optional(),
});
export type FrameDetail = z.infer<typeof FrameDetail>;

export const SocketEnd = z.object({
  kind: z.enum(['close', 'fin', 'rst', 'timeout', 'protocol-error', 'refused', 'tls-error', 'unreachable']),
  by: z.enum(['client', 'server']),
  code: z.number().int().nullable(),
  reason: z.string(),
  /** Which fault it is where its kind has several: "reserved-bits", "wrong-accept", "tls-version", "silent-tls". */
  fault: z.string().optional(),
  /** The bytes that were wrong, hex. */
  bytes: z.string().optional(),
});
export type SocketEnd = z.infer<typeof SocketEnd>;

export const Lasted = z.object({ openMs: z.number(), quietMs: z.number() });
export type Lasted = z.infer<typeof Lasted>;

export const Diagnosis = z.object({ id: z.string(), sentence: z.string() });
export type Diagnosis = z.infer<typeof Diagnosis>;

/** Something that goes on by itself in a session. */
export const TesterTask = z.object({
  taskId: z.string(),
  kind: z.enum(['repeat', 'replay']),
  sent: z.number().int(),
  /** null: until it is stopped. */
  of: z.number().int().nullable(),
  /** Why it ended; null while it goes on. */
  ended: z.string().nullable(),
});
export type TesterTask = z.infer<typeof TesterTask>;

export const TesterState = z.object({
  sessionId: z.string(),
  phase: z.enum(['connecting', 'open', 'closing', 'ended']),
  url: z.string(),
  handshake: HandshakeReport.nullable(),
  frames: z.number().int(),
  /** Index of the oldest frame still kept; earlier ones were dropped from the ring, but are counted. */
  firstKept: z.number().int(),
  /** What the kept frames cost: their payload and some bytes each. */
  keptBytes: z.number().int(),
  /** What `keptBytes` may come to. */
  keepBytes: z.number().int().optional(),
  bytesIn: z.number().int(),
  bytesOut: z.number().int(),
  end: SocketEnd.nullable(),
  /** Of an upgraded socket that ended: how long it was open, and how long nothing had come or gone then. */
  lasted: Lasted.optional(),
  diagnosis: Diagnosis.nullable(),
  tasks: z.array(TesterTask).optional(),
  /** When the connect call was, ms since the epoch: what a frame's `at` counts from. */
  startedAt: z.number().optional(),
  /** The filter that is on, if one is. */
  search: SearchState.optional(),
  /** How many round trips were measured. */
  roundTrips: z.number().int().optional(),
});
export type TesterState = z.infer<typeof TesterState>;

/** How a message goes out. */
const sending = {
  /** In how many frames; 1 where it isn't given. */
  fragments: z.number().int().min(1).max(10_000).optional(),
  /** Whether {{now}}, {{uuid}} and {{counter}} in the text are replaced. */
  variables: z.boolean().optional(),
};

export const SendRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('text'), text: z.string().max(1_000_000), ...sending }),
  /** Checked before it goes; `pretty` sets it in lines, false makes it one line, without it it goes as written. */
  z.object({
    kind: z.literal('json'),
    text: z.string().max(1_000_000),
    pretty: z.boolean().optional(),
    ...sending,
  }),
  z.object({
    kind: z.literal('binary'),
    hex: z
      .string()
      .max(2_000_000)
      .regex(/^(?:[0-9a-fA-F]{2}[\s,:]*)*$/),
    fragments: sending.fragments,
  }),
  /** A file's bytes. */
  z.object({
    kind: z.literal('file'),
    base64: z.base64().max(3_000_000),
    fragments: sending.fragments,
  }),
  z.object({ kind: z.literal('ping'), text: z.string().max(125), hex: z.string().max(400).optional() }),
  z.object({ kind: z.literal('pong'), text: z.string().max(125), hex: z.string().max(400).optional() }),
]);
export type SendRequest = z.infer<typeof SendRequest>;

/** How the tester lets go: properly, or by FIN or RST without a close frame. */
export const CloseHow = z.enum(['close', 'fin', 'rst']);
export type CloseHow = z.infer<typeof CloseHow>;

/** A message kept for later, by name. */
export const SavedMessage = z.object({ name: z.string().min(1).max(120), message: SendRequest });
export type SavedMessage = z.infer<typeof SavedMessage>;
