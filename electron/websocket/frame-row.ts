import { isUtf8 } from 'node:buffer';
import type { FrameRow } from '../../shared/model/tester';
import { decodedLabel, type DecodeHints } from './decode/decode';
import type { LoggedFrame } from './frame-log';

const PREVIEW_CHARS = 200;
const PREVIEW_HEX_BYTES = 48;

/**
 * What the list shows of a frame, `before` being the time of the frame before it. A fragment's text may end inside a
 * character, which then shows as U+FFFD.
 */
export function rowOf(
  { index, direction, at, frame }: LoggedFrame,
  hints: DecodeHints,
  before?: number,
): FrameRow {
  const label = labelOf(frame, hints);
  return {
    index,
    direction,
    opcode: frame.opcode,
    fin: frame.fin,
    size: frame.declared,
    preview: previewOf(frame),
    at,
    ...(frame.inflated === undefined ? {} : { inflated: frame.inflated.length }),
    ...(frame.rsv === 0 ? {} : { rsv: frame.rsv }),
    ...(frame.problem === undefined ? {} : { problem: frame.problem }),
    ...(before === undefined ? {} : { sinceLast: at - before }),
    ...(label === undefined ? {} : { label }),
  };
}

/** Of a message in one frame; one in several is decoded when it is looked at. */
function labelOf(
  { opcode, fin, rsv, payload, inflated }: LoggedFrame['frame'],
  hints: DecodeHints,
): string | undefined {
  if (!fin || (opcode !== 'text' && opcode !== 'binary') || (rsv !== 0 && !inflated)) return undefined;
  return decodedLabel({ opcode, bytes: inflated ?? payload }, hints);
}

function previewOf({ opcode, payload, inflated }: LoggedFrame['frame']): string {
  // A compressed text may end in a continuation, which does not say what it continues.
  if (inflated !== undefined)
    return opcode === 'binary' || !isUtf8(wholeCharacters(inflated.subarray(0, PREVIEW_CHARS * 4)))
      ? inflated.toString('hex', 0, PREVIEW_HEX_BYTES)
      : textStart(inflated);
  if (opcode === 'text') return textStart(payload);
  if (opcode === 'close' && payload.length >= 2)
    return `${payload.readUInt16BE(0)} ${payload.toString('utf8', 2)}`.trim();
  return payload.toString('hex', 0, PREVIEW_HEX_BYTES);
}

function textStart(bytes: Buffer): string {
  // Four bytes make at least one UTF-16 unit, so this is enough for 200 of them.
  return cutUnits(wholeCharacters(bytes.subarray(0, PREVIEW_CHARS * 4)).toString('utf8'), PREVIEW_CHARS);
}

/** Without a character that the cut itself left incomplete. */
export function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end -= 1;
  const lead = bytes[end - 1] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return end > 0 && end - 1 + length > bytes.length ? bytes.subarray(0, end - 1) : bytes;
}

function cutUnits(text: string, units: number): string {
  if (text.length <= units) return text;
  const last = text.charCodeAt(units - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? units - 1 : units);
}
