import type { FrameRow, TesterState } from '../../../shared/model/tester';
import { count, ms } from '../../components/format';

/** The opcode column: "text", "text, more follows", "continuation, last". */
export function opcodeWords({ opcode, fin }: Pick<FrameRow, 'opcode' | 'fin'>): string {
  if (opcode === 'continuation') return fin ? 'continued, end' : 'continued';
  return fin ? opcode : `${opcode}, begins`;
}

/** Since the connect call: "0.041 2 s" would be cut, so seconds with milliseconds. */
export const atWords = (at: number): string => `${(at / 1000).toFixed(3)} s`;

export const deltaWords = (at: number, before: number | undefined): string =>
  before === undefined ? '' : `+${ms(Math.max(0, at - before))}`;

/** "12 frames", or how many of them are still kept. */
export function keptWords({ frames, firstKept, phase }: TesterState): string {
  if (frames === 0) return phase === 'ended' ? 'none' : 'none yet';
  if (firstKept === 0) return `${count(frames)} seen`;
  return `${count(frames)} seen, the last ${count(frames - firstKept)} kept`;
}

/** The payload column: text as it is, bytes in pairs; a ping's or pong's payload as text where it is plain ASCII. */
export function previewWords({ opcode, preview }: Pick<FrameRow, 'opcode' | 'preview'>): string {
  const bytes = opcode === 'binary' || opcode === 'ping' || opcode === 'pong';
  if (!bytes || !/^(?:[0-9a-f]{2})+$/i.test(preview)) return preview;
  const pairs = preview.match(/../g) ?? [];
  const codes = pairs.map((pair) => parseInt(pair, 16));
  if (opcode !== 'binary' && codes.every((code) => code >= 0x20 && code < 0x7f))
    return `"${String.fromCharCode(...codes)}"`;
  return pairs.join(' ');
}
