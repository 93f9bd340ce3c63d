import type { MessagePart } from '../../shared/model/frame-view';
import type { FrameLog, LoggedFrame } from './frame-log';

/** A message of more frames, or longer, is put together as far as this. */
const MOST = { frames: 10_000, bytes: 8 * 1024 * 1024 };

export interface WholeMessage {
  part: MessagePart;
  opcode: 'text' | 'binary';
  /** In plain, at most 8 MB, or as many as were asked. */
  bytes: Buffer;
}

/** The message that a data frame belongs to; null for a control frame. Control frames within it are left out. */
export function messageOf(log: FrameLog, index: number, most = MOST): WholeMessage | null {
  const asked = log.get(index);
  if (!asked || !isData(asked)) return null;
  const before: LoggedFrame[] = [];
  for (let at = index; isContinuation(before.at(-1) ?? asked) && at > log.firstKept; at -= 1) {
    const one = log.get(at - 1);
    if (!one || index - at > most.frames) break;
    if (one.direction !== asked.direction || !isData(one)) continue;
    if (one.frame.fin) break;
    before.push(one);
  }
  const frames = [...before.reverse(), asked];
  for (let at = index + 1; frames.at(-1)?.frame.fin === false && at < log.count; at += 1) {
    const next = log.get(at);
    if (!next || at - index > most.frames) break;
    if (next.direction !== asked.direction || !isData(next)) continue;
    if (!isContinuation(next)) break;
    frames.push(next);
  }
  const first = frames[0];
  const last = frames.at(-1);
  if (!first || !last) return null;
  return {
    part: {
      first: first.index,
      frames: frames.length,
      size: frames.reduce((sum, { frame }) => sum + frame.declared, 0),
      complete: !isContinuation(first) && last.frame.fin,
    },
    opcode: first.frame.opcode === 'binary' ? 'binary' : 'text',
    bytes: (last.frame.inflated ?? joined(frames, most.bytes)).subarray(0, most.bytes),
  };
}

function joined(frames: readonly LoggedFrame[], most: number): Buffer {
  const parts: Buffer[] = [];
  let size = 0;
  for (const { frame } of frames) {
    parts.push(frame.payload);
    size += frame.payload.length;
    if (size > most) break;
  }
  return Buffer.concat(parts);
}

const isData = ({ frame }: LoggedFrame): boolean =>
  frame.opcode === 'text' || frame.opcode === 'binary' || frame.opcode === 'continuation';

const isContinuation = (logged: LoggedFrame | undefined): boolean => logged?.frame.opcode === 'continuation';
