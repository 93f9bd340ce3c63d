import type { FrameRow, TesterState } from '../../../shared/model/tester';
import { bytes, count, counted, ms } from '../../components/format';
import { visible } from '../../../shared/visible';

const RSV = ['RSV3', 'RSV2', 'RSV1'];

/** The opcode column: "text", "text, begins", "continued, end", with the reserved bits that are set. */
export function opcodeWords({ opcode, fin, rsv = 0 }: Pick<FrameRow, 'opcode' | 'fin' | 'rsv'>): string {
  const word =
    opcode === 'continuation' ? (fin ? 'continued, end' : 'continued') : fin ? opcode : `${opcode}, begins`;
  const bits = RSV.filter((_name, bit) => rsv & (1 << bit)).reverse();
  return bits.length === 0 ? word : `${word} ${bits.join(' ')}`;
}

/** Since the connect call: "0.041 2 s" would be cut, so seconds with milliseconds. */
export const atWords = (at: number): string => `${(at / 1000).toFixed(3)} s`;

/** The computer's own time, with milliseconds. */
export function clockWords(at: number): string {
  const date = new Date(at);
  return `${date.toLocaleTimeString('en-GB')}.${date.getMilliseconds().toString().padStart(3, '0')}`;
}

/** Frames that came in one read share their time. */
export const deltaWords = (sinceLast: number | undefined): string =>
  sinceLast === undefined ? '' : sinceLast === 0 ? 'same read' : `+${ms(Math.max(0, sinceLast))}`;

/** The size column, at most seven characters wide: "0", "104,857", "100 MB". */
export const sizeWords = (size: number): string => (size < 1_000_000 ? count(size) : bytes(size));

/** A line break of any kind, with the indent of the line it begins. */
const LINE_BREAK = /(?:\r\n|[\n\v\f\r\u0085\u2028\u2029])[\t ]*/g;

/** Text for a row: "↵" for each line break, "⇥" for a tab, and the name of what else has no width or turns text around. */
const onOneLine = (text: string): string => visible(text.replace(LINE_BREAK, '↵').replace(/\t/g, '⇥'));

const MB = 1024 * 1024;

/** "12 frames, 3 KB", or how many of them are still kept and how full the log is: "64 of 64 MB". */
export function keptWords({ frames, firstKept, phase, keptBytes, keepBytes }: TesterState): string {
  if (frames === 0) return phase === 'ended' ? 'none' : 'none yet';
  if (firstKept === 0) return `${counted(frames, 'frame')}, ${bytes(keptBytes)}`;
  const kept = `last ${count(frames - firstKept)} of ${count(frames)}`;
  if (keepBytes === undefined) return kept;
  return `${kept}, ${count(Math.ceil(keptBytes / MB))} of ${count(keepBytes / MB)} MB`;
}

/** The payload column, on one line: text, bytes in pairs; a ping's or pong's payload as text where it is plain ASCII. */
export function previewWords({ opcode, preview }: Pick<FrameRow, 'opcode' | 'preview'>): string {
  const inHex = opcode === 'binary' || opcode === 'ping' || opcode === 'pong';
  if (!inHex || !/^(?:[0-9a-f]{2})+$/i.test(preview)) return onOneLine(preview);
  const pairs = preview.match(/../g) ?? [];
  const codes = pairs.map((pair) => parseInt(pair, 16));
  if (opcode !== 'binary' && codes.every((code) => code >= 0x20 && code < 0x7f))
    return `"${String.fromCharCode(...codes)}"`;
  return pairs.join(' ');
}
