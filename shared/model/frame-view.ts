import { z } from 'zod';

/** One line of a JSON text that is set out: a value, or where an array or object opens or closes. */
export const JsonLine = z.object({
  depth: z.number().int(),
  /** As written, with its quotes; null in an array. */
  key: z.string().nullable(),
  kind: z.enum(['string', 'number', 'word', 'open', 'close']),
  /** As written: numbers keep their digits. */
  text: z.string(),
  /** Of an opening line: the line that closes it, and how many items are between. */
  closedBy: z.number().int().optional(),
  items: z.number().int().optional(),
  comma: z.boolean(),
});
export type JsonLine = z.infer<typeof JsonLine>;

export const JsonLines = z.object({
  lines: z.array(JsonLine),
  /** There is more than is set out. */
  cut: z.boolean(),
});
export type JsonLines = z.infer<typeof JsonLines>;

/** One packet of a protocol above WebSocket. */
export const DecodedPacket = z.object({
  /** "invocation Send". */
  label: z.string(),
  fields: z.array(z.object({ name: z.string(), value: z.string() })),
  json: JsonLines.nullable(),
});
export type DecodedPacket = z.infer<typeof DecodedPacket>;

export const Decoded = z.object({
  /** "SignalR, JSON". */
  protocol: z.string(),
  packets: z.array(DecodedPacket),
  /** What of it could not be read: one sentence. */
  problem: z.string().nullable(),
});
export type Decoded = z.infer<typeof Decoded>;

/** The message that a fragment belongs to. */
export const MessagePart = z.object({
  /** Index of its first frame that is kept. */
  first: z.number().int(),
  frames: z.number().int(),
  /** Payload bytes of these frames. */
  size: z.number().int(),
  /** false while its end has not come, or its beginning is no longer kept. */
  complete: z.boolean(),
});
export type MessagePart = z.infer<typeof MessagePart>;

export const ImageKind = z.enum(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);
export type ImageKind = z.infer<typeof ImageKind>;
