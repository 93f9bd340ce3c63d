import type { WireFrame } from './frame';

export interface ReplayedFrame extends Pick<WireFrame, 'opcode' | 'fin' | 'payload'> {
  inflated?: Buffer | undefined;
  /** ms, from whatever moment. */
  at: number;
}

export interface ReplayStep {
  /** From the first one's moment. */
  atMs: number;
  opcode: 'text' | 'binary' | 'ping' | 'pong';
  payload: Buffer;
  fragments: number;
}

/**
 * What was sent, as messages: fragments are put together and sent in as many again; close frames are left out. A message
 * whose beginning is no longer kept is left out, too.
 */
export function replaySteps(frames: readonly ReplayedFrame[], speed: number): ReplayStep[] {
  const steps: ReplayStep[] = [];
  const start = frames[0]?.at ?? 0;
  let open: { opcode: 'text' | 'binary'; at: number; parts: Buffer[] } | null = null;
  for (const { opcode, payload, inflated, fin, at } of frames) {
    if (opcode === 'ping' || opcode === 'pong')
      steps.push({ atMs: (at - start) / speed, opcode, payload: Buffer.from(payload), fragments: 1 });
    if (opcode === 'text' || opcode === 'binary') open = { opcode, at, parts: [] };
    if (!open || (opcode !== 'text' && opcode !== 'binary' && opcode !== 'continuation')) continue;
    open.parts.push(payload);
    if (!fin) continue;
    steps.push({
      atMs: (open.at - start) / speed,
      opcode: open.opcode,
      payload: Buffer.from(inflated ?? Buffer.concat(open.parts)),
      fragments: open.parts.length,
    });
    open = null;
  }
  return steps;
}
