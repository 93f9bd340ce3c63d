import { useCallback, useEffect } from 'react';
import type { FrameRow, TesterState } from '../../../shared/model/tester';
import type { RangeAnswer } from '../../components/grid/range-cache';
import { useRangeCache } from '../../components/grid/use-range-cache';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import type { BridgeError } from '../../ipc/bridge';

export interface Frames {
  /** The frame of that index; null when it was dropped, undefined while it is on its way. */
  frame: (index: number) => FrameRow | null | undefined;
  version: number;
  /** Says which frames are in view, by index. */
  show: (first: number, last: number) => void;
  error: BridgeError | null;
  retry: () => void;
}

/** The frame log of a session, pulled by range as it comes into view and grows. */
export function useFrames(state: TesterState): Frames {
  const bridge = useBridge();
  const { sessionId } = state;
  const { cache, version } = useRangeCache<FrameRow | null>(sessionId, async (offset, limit) => {
    const answer = await invoke(bridge, 'tester.frames', { sessionId, offset, limit });
    return placed(answer.rows, offset, limit, answer.state.frames);
  });
  useEffect(() => {
    cache?.grow(state.frames);
  }, [cache, state.frames]);
  return {
    frame: useCallback((index: number) => cache?.row(index), [cache]),
    version,
    show: useCallback((first: number, last: number) => cache?.show(first, last), [cache]),
    error: cache?.error == null ? null : toBridgeError(cache.error),
    retry: () => cache?.retry(),
  };
}

/** Puts rows at their own index: the ring may have dropped the first ones of the range since it was asked. */
export function placed(
  rows: readonly FrameRow[],
  offset: number,
  limit: number,
  total: number,
): RangeAnswer<FrameRow | null> {
  const there: (FrameRow | null)[] = Array.from(
    { length: Math.max(0, Math.min(limit, total - offset)) },
    () => null,
  );
  for (const row of rows)
    if (row.index >= offset && row.index - offset < there.length) there[row.index - offset] = row;
  return { total, rows: there };
}
