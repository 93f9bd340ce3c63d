import type { IdleProbeProgress, IdleProbeResult } from '../../../../shared/model/tester-runs';
import { duration } from '../../../components/format';

export type ReadPauses = { ok: true; pausesS: number[] } | { ok: false; sentence: string };

/** "30, 60, 130" as seconds, ascending, each once. */
export function readPauses(text: string): ReadPauses {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  if (parts.length === 0)
    return { ok: false, sentence: 'Write the pauses in seconds, with commas between: 30, 60, 130.' };
  if (parts.length > 50) return { ok: false, sentence: 'At most 50 pauses can be tried.' };
  const odd = parts.find((part) => !(Number(part) >= 0.1 && Number(part) <= 86_400));
  if (odd !== undefined)
    return { ok: false, sentence: `“${odd.slice(0, 20)}” is no pause: seconds from 0.1 to 86,400.` };
  return { ok: true, pausesS: [...new Set(parts.map(Number))].sort((one, other) => one - other) };
}

export interface PauseBar {
  pauseS: number;
  /** held: outlived. now: goes on. cut: ended within. open: not begun. */
  state: 'held' | 'now' | 'cut' | 'open';
  /** How much of it is over, 0 … 1. */
  part: number;
  words: string;
}

/** A bar per pause: what was outlived, what goes on, where it was cut. */
export function pauseBars(
  pausesS: readonly number[],
  progress: IdleProbeProgress | null,
  result: IdleProbeResult | null,
): PauseBar[] {
  const longestHeld = result?.heldS ?? progress?.heldS.at(-1) ?? 0;
  let told = false;
  return pausesS.map((pauseS) => {
    if (pauseS <= longestHeld) return { pauseS, state: 'held', part: 1, words: 'outlived' };
    const first = !told;
    told = true;
    if (first && result?.outcome === 'cut') {
      const cutS = (result.cutAfterMs ?? pauseS * 1000) / 1000;
      return { pauseS, state: 'cut', part: Math.min(1, cutS / pauseS), words: `cut after ${duration(cutS)}` };
    }
    if (first && result?.outcome === 'lost')
      return { pauseS, state: 'cut', part: 1, words: 'no answer any more' };
    if (first && result === null && progress?.pauseS === pauseS) {
      const part = Math.min(1, progress.quietS / pauseS);
      return { pauseS, state: 'now', part, words: `${duration(Math.floor(progress.quietS))} quiet` };
    }
    return { pauseS, state: 'open', part: 0, words: result === null ? 'to come' : 'not tried' };
  });
}
