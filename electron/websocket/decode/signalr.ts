import { asObject } from './json-object';
import { NotMessagePack, packJson, PackReader, type PackValue } from './message-pack';
import { fieldsOf, labelOf, type Packet, type Reading } from './packet';

// Both protocols as ASP.NET Core's docs/specs/HubProtocol.md gives them.
const SEPARATOR = '\x1e';
const MAX_PACKETS = 200;
const names = new Map<number, string>([
  [1, 'invocation'],
  [2, 'stream item'],
  [3, 'completion'],
  [4, 'stream invocation'],
  [5, 'cancel invocation'],
  [6, 'ping'],
  [7, 'close'],
  [8, 'ack'],
  [9, 'sequence'],
]);

/** SignalR's JSON protocol: each record ends with 0x1E. null where the text is none. */
export function signalRJson(text: string): Reading | null {
  if (!text.endsWith(SEPARATOR) || !text.startsWith('{')) return null;
  const records = text.slice(0, -1).split(SEPARATOR, MAX_PACKETS + 1);
  const packets: Packet[] = [];
  for (const record of records.slice(0, MAX_PACKETS)) {
    const packet = jsonPacket(record);
    if (!packet) return null;
    packets.push(packet);
  }
  return { protocol: 'SignalR, JSON', short: 'SignalR', packets, problem: leftOut(records.length) };
}

function jsonPacket(record: string): Packet | null {
  const said = asObject(record);
  if (!said) return null;
  const { type, target, invocationId, error, headers, streamIds } = said;
  if (type === undefined) return handshake(said);
  const name = typeof type === 'number' ? names.get(type) : undefined;
  if (name === undefined) return null;
  const content = said['arguments'] ?? said['result'] ?? said['item'];
  return {
    label: labelOf(name, named(target) ?? named(invocationId), error === undefined ? '' : 'with an error'),
    fields: fieldsOf({
      target,
      invocationId,
      error,
      headers,
      streamIds,
      sequenceId: said['sequenceId'],
      allowReconnect: said['allowReconnect'],
    }),
    json: content === undefined ? null : record,
  };
}

function handshake(said: Record<string, unknown>): Packet | null {
  const { protocol, version, error } = said;
  if (typeof protocol === 'string')
    return { label: labelOf('handshake', protocol), fields: fieldsOf({ protocol, version }), json: null };
  if (typeof error === 'string')
    return { label: 'handshake refused', fields: fieldsOf({ error }), json: null };
  return Object.keys(said).length === 0 ? { label: 'handshake accepted', fields: [], json: null } : null;
}

/** SignalR over MessagePack: each message after its length as a varint. null where the bytes are none. */
export function signalRPack(bytes: Buffer): Reading | null {
  const packets: Packet[] = [];
  let at = 0;
  while (at < bytes.length && packets.length < MAX_PACKETS) {
    const length = varint(bytes, at);
    if (!length || length.value === 0 || length.next + length.value > bytes.length) return null;
    const packet = packPacket(bytes.subarray(length.next, length.next + length.value));
    if (!packet) return null;
    packets.push(packet);
    at = length.next + length.value;
  }
  if (packets.length === 0) return null;
  const problem = at < bytes.length ? leftOut(MAX_PACKETS + 1) : null;
  return { protocol: 'SignalR, MessagePack', short: 'SignalR', packets, problem };
}

function packPacket(bytes: Buffer): Packet | null {
  try {
    const reader = new PackReader(bytes);
    const value = reader.value();
    if (!reader.done || !Array.isArray(value)) return null;
    const [type, second, third, fourth] = value;
    const name = typeof type === 'number' ? names.get(type) : undefined;
    if (name === undefined) return null;
    return {
      label: labelOf(name, ...packWords(type, second, third, fourth)),
      fields: fieldsOf(packFields(type, value)),
      json: packJson(value),
    };
  } catch (error) {
    if (error instanceof NotMessagePack) return null;
    throw error;
  }
}

/** The target of an invocation, the id of what it answers. */
function packWords(type: PackValue | undefined, ...[, third, fourth]: (PackValue | undefined)[]): string[] {
  if (type === 1 || type === 4) return typeof fourth === 'string' ? [fourth] : [];
  return (type === 2 || type === 3 || type === 5) && typeof third === 'string' ? [third] : [];
}

const results = ['', 'an error', 'nothing', 'a value'];

function packFields(type: PackValue | undefined, value: readonly PackValue[]): Record<string, unknown> {
  const [, second, third, fourth, fifth] = value;
  if (type === 1 || type === 4) return { target: fourth, invocationId: third };
  if (type === 3)
    return {
      invocationId: third,
      result: typeof fourth === 'number' ? results[fourth] : undefined,
      error: fourth === 1 ? fifth : undefined,
    };
  if (type === 2 || type === 5) return { invocationId: third };
  if (type === 7) return { error: second, allowReconnect: third };
  return type === 8 || type === 9 ? { sequenceId: second } : {};
}

/** Seven bits a byte, the lowest first, at most five bytes. */
function varint(bytes: Buffer, from: number): { value: number; next: number } | null {
  let value = 0;
  for (let at = from; at < Math.min(bytes.length, from + 5); at += 1) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - from));
    if (byte < 0x80) return { value, next: at + 1 };
  }
  return null;
}

const named = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const leftOut = (count: number): string | null =>
  count > MAX_PACKETS ? `Only the first ${MAX_PACKETS} packets of it are shown.` : null;
