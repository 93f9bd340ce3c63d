import type { Decoded } from '../../../shared/model/frame-view';
import { labelOf, type Reading, withLines } from './packet';
import { signalRJson, signalRPack } from './signalr';
import { engineIoBinary, engineIoText } from './socket-io';

/** A whole message, in plain. */
export interface Message {
  opcode: 'text' | 'binary';
  bytes: Buffer;
}

/** What is known of the socket beside the message. */
export interface DecodeHints {
  /** By the address. */
  engineIo: 3 | 4 | null;
}

/** Rows are read many at a time; longer messages are decoded when they are looked at. */
const LABEL_BYTES = 32 * 1024;
const DECODE_BYTES = 1024 * 1024;

/** The protocol above WebSocket that a message speaks; null where none is recognised. Never throws. */
export function decode(message: Message, hints: DecodeHints): Decoded | null {
  if (message.bytes.length > DECODE_BYTES) return null;
  const found = read(message, hints);
  return found && { protocol: found.protocol, packets: found.packets.map(withLines), problem: found.problem };
}

/** "SignalR invocation Send", for the log's row. */
export function decodedLabel(message: Message, hints: DecodeHints): string | undefined {
  if (message.bytes.length > LABEL_BYTES) return undefined;
  const found = read(message, hints);
  if (!found) return undefined;
  const more = found.packets.length - 1;
  return labelOf(found.short, found.packets[0]?.label, more > 0 ? `and ${more} more` : '');
}

function read({ opcode, bytes }: Message, { engineIo }: DecodeHints): Reading | null {
  if (bytes.length === 0) return null;
  if (opcode === 'binary') return engineIo === null ? signalRPack(bytes) : engineIoBinary(bytes, engineIo);
  // Neither begins otherwise: most texts are told apart by one byte.
  const first = bytes[0] ?? 0;
  if (first === 0x7b) return bytes.at(-1) === 0x1e ? signalRJson(bytes.toString()) : null;
  return first >= 0x30 && first <= 0x36 ? engineIoText(bytes.toString(), engineIo !== null) : null;
}
