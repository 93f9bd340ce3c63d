import type { Decoded } from '../../../shared/model/frame-view';
import { labelOf, type Reading, withLines } from './packet';
import { signalRJson, signalRPack } from './signalr';
import { isClassicAddress, signalRClassic } from './signalr-classic';
import { engineIoBinary, engineIoText, engineIoVersion } from './socket-io';

/** A whole message, in plain. */
export interface Message {
  opcode: 'text' | 'binary';
  bytes: Buffer;
}

/** What is known of the socket beside the message. */
export interface DecodeHints {
  /** By the address. */
  engineIo: 3 | 4 | null;
  /** By the address. */
  signalRClassic: boolean;
}

/** What an address says of the protocol above. */
export const hintsOf = (url: string): DecodeHints => ({
  engineIo: engineIoVersion(url),
  signalRClassic: isClassicAddress(url),
});

/** Rows are read many at a time; longer messages are decoded when they are looked at. */
export const LABEL_BYTES = 32 * 1024;
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

function read({ opcode, bytes }: Message, hints: DecodeHints): Reading | null {
  if (bytes.length === 0) return null;
  const { engineIo } = hints;
  if (opcode === 'binary') return engineIo === null ? signalRPack(bytes) : engineIoBinary(bytes, engineIo);
  // Neither begins otherwise: most texts are told apart by one byte.
  const first = bytes[0] ?? 0;
  if (first === 0x7b && bytes.at(-1) === 0x1e) return signalRJson(bytes.toString());
  if (first === 0x7b)
    return isClassic(bytes, hints) ? signalRClassic(bytes.toString(), hints.signalRClassic) : null;
  return first >= 0x30 && first <= 0x36 ? engineIoText(bytes.toString(), engineIo !== null) : null;
}

/** Whether it may be SignalR 2; any other JSON is not parsed for it: its first name has one letter, or it has none. */
const isClassic = (bytes: Buffer, hints: DecodeHints): boolean =>
  hints.signalRClassic ||
  (bytes[1] === QUOTE && bytes[3] === QUOTE && (bytes[2] === UPPER_C || bytes[2] === UPPER_H));
const QUOTE = 0x22;
const UPPER_C = 0x43;
const UPPER_H = 0x48;
