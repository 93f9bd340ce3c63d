import type { CheckState } from '../../../../shared/model/common';
import type { LoadFigures, LoadResult } from '../../../../shared/model/tester-runs';
import { count, ms } from '../../../components/format';

/** "12 × 503, 1 × timeout"; "none". */
export function refusedWords(refused: LoadFigures['refused']): string {
  const parts = Object.entries(refused).map(([status, times]) => `${count(times)} × ${status}`);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

export const refusedCount = (refused: LoadFigures['refused']): number =>
  Object.values(refused).reduce((sum, times) => sum + times, 0);

/** A ceiling that was found is an answer, not a fault. */
export const loadState: Record<LoadResult['stopped'], CheckState> = {
  done: 'good',
  silent: 'warning',
  refused: 'warning',
  lost: 'broken',
  failed: 'broken',
  cancelled: 'unknown',
  ports: 'warning',
};

export interface Figure {
  name: string;
  value: string;
  bad?: boolean;
}

/** The numbers of a load, in the order in which they matter. */
export function figures(now: LoadFigures, asked: number | null): Figure[] {
  const { latencyMs } = now;
  return [
    { name: 'opened', value: asked === null ? count(now.opened) : `${count(now.opened)} of ${count(asked)}` },
    { name: 'open now', value: count(now.open) },
    { name: 'refused', value: refusedWords(now.refused), bad: refusedCount(now.refused) > 0 },
    { name: 'lost', value: count(now.lost), bad: now.lost > 0 },
    { name: 'opened a second', value: now.openPerSecond.toFixed(1) },
    ...(latencyMs === null
      ? []
      : [
          { name: 'echo p50', value: ms(latencyMs.p50) },
          { name: 'p95', value: ms(latencyMs.p95) },
          { name: 'p99', value: ms(latencyMs.p99) },
          { name: 'longest', value: ms(latencyMs.max) },
        ]),
    ...(now.sent === 0 ? [] : [{ name: 'echoed', value: `${count(now.echoed)} of ${count(now.sent)}` }]),
  ];
}
