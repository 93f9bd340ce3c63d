import { isUtf8 } from 'node:buffer';
import type { ImageKind } from '../../shared/model/frame-view';
import type { FrameDetail } from '../../shared/model/tester';
import { decode, type DecodeHints } from './decode/decode';
import { imageKind } from './decode/image-kind';
import { jsonLines } from './decode/json-lines';
import type { FrameLog } from './frame-log';
import { rowOf, wholeCharacters } from './frame-row';
import { messageOf, type WholeMessage } from './message-of';

const DETAIL_BYTES = 256 * 1024;
const JSON_BYTES = 1024 * 1024;
export const IMAGE_BYTES = 8 * 1024 * 1024;

/** A frame, or as a whole the message it is part of, in every way it can be shown; null when it is not kept. */
export function detailOf(
  log: FrameLog,
  index: number,
  whole: boolean,
  hints: DecodeHints,
): FrameDetail | null {
  const logged = log.get(index);
  if (!logged) return null;
  const { payload, declared, inflated } = logged.frame;
  const message = messageOf(log, index);
  const partial =
    message !== null && (message.part.frames > 1 || inflated !== undefined || !message.part.complete);
  const wire = whole && message ? message.bytes : payload;
  const plain = whole && message ? message.bytes : (inflated ?? payload);
  const size = whole && message ? Math.max(message.part.size, wire.length) : declared;
  const image = imageKind(plain);
  return {
    ...rowOf(log, logged, hints),
    hex: wire.toString('hex', 0, DETAIL_BYTES),
    text: textOf(plain),
    truncated: plain.length > DETAIL_BYTES || Math.min(wire.length, DETAIL_BYTES) < size,
    ...(message && partial ? { message: message.part } : {}),
    ...readings(plain, message, whole || message?.part.frames === 1, hints),
    ...(image ? { image } : {}),
  };
}

/** The bytes of a picture; null where it is none, is cut, or is over 8 MB. */
export function imageOf(
  log: FrameLog,
  index: number,
  whole: boolean,
): { kind: ImageKind; base64: string } | null {
  const message = messageOf(log, index);
  const frame = log.get(index)?.frame;
  const bytes = whole ? message?.bytes : (frame?.inflated ?? frame?.payload);
  const kind = bytes && imageKind(bytes);
  return kind && bytes.length < IMAGE_BYTES ? { kind, base64: bytes.toString('base64') } : null;
}

function textOf(plain: Buffer): string | null {
  const shown = plain.subarray(0, DETAIL_BYTES);
  const text = shown.length < plain.length ? wholeCharacters(shown) : shown;
  return isUtf8(text) ? text.toString('utf8') : null;
}

/** A part of a message is neither JSON nor a packet. */
function readings(
  plain: Buffer,
  message: WholeMessage | null,
  isWhole: boolean,
  hints: DecodeHints,
): Pick<FrameDetail, 'json' | 'decoded'> {
  if (!message || !isWhole || !message.part.complete) return {};
  const { opcode } = message;
  const json = opcode === 'text' && plain.length <= JSON_BYTES ? jsonLines(plain.toString('utf8')) : null;
  const decoded = decode({ opcode, bytes: plain }, hints);
  return { ...(json ? { json } : {}), ...(decoded ? { decoded } : {}) };
}
