import { isUtf8 } from 'node:buffer';
import type { FrameRow } from '../../shared/model/tester';
import { decodedLabel, LABEL_BYTES, type DecodeHints } from './decode/decode';
import type { FrameLog, LoggedFrame } from './frame-log';
import { messageOf } from './message-of';

const PREVIEW_CHARS = 200;
const PREVIEW_HEX_BYTES = 48;

/** A message in more frames is decoded when it is looked at. */
const LABEL_FRAMES = 64;

/** What the list shows of a frame. A fragment's text may end inside a character, which then shows as U+FFFD. */
export function rowOf(log: FrameLog, logged: LoggedFrame, hints: DecodeHints): FrameRow {
  const { index, direction, at, frame } = logged;
  const label = labelOf(log, logged, hints);
  const before = log.get(index - 1)?.at;
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

/** What a message says stands at its last frame. */
function labelOf(log: FrameLog, { index, frame }: LoggedFrame, hints: DecodeHints): string | undefined {
  const { opcode, fin, rsv, payload, inflated } = frame;
  if (!fin || (rsv !== 0 && !inflated)) return undefined;
  if (opcode === 'text' || opcode === 'binary')
    return decodedLabel({ opcode, bytes: inflated ?? payload }, hints);
  if (opcode !== 'continuation') return undefined;
  const message = messageOf(log, index, { frames: LABEL_FRAMES, bytes: LABEL_BYTES + 1 });
  return message?.part.complete ? decodedLabel(message, hints) : undefined;
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
