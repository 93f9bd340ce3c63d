import { useCallback, useEffect } from 'react';
import type { FrameRow, TesterState } from '../../../../shared/model/tester';
import type { RangeAnswer } from '../../../components/grid/range-cache';
import { useRangeCache } from '../../../components/grid/use-range-cache';
import type { BridgeError } from '../../../ipc/bridge';
import { invoke, toBridgeError, useBridge } from '../../../ipc/bridge';

export interface LogRows {
  /** Number of the first row there is, and how many there are up to the last: frames, or matches of the filter. */
  first: number;
  total: number;
  /** The row of that number; null when it was dropped, undefined while it is on its way. */
  row: (number: number) => FrameRow | null | undefined;
  version: number;
  /** Says which rows are in view. */
  show: (first: number, last: number) => void;
  error: BridgeError | null;
  retry: () => void;
}

/** The frames of a session, or those that match its filter, pulled by range as they come into view and grow. */
export function useLogRows(state: TesterState): LogRows {
  const bridge = useBridge();
  const { sessionId, search } = state;
  const searchId = search?.searchId;
  const { cache, waiting, version } = useRangeCache<FrameRow | null>(
    searchId ?? sessionId,
    async (offset, limit) => {
      if (searchId === undefined) {
        const answer = await invoke(bridge, 'tester.frames', { sessionId, offset, limit });
        return placed(
          answer.rows.map((row) => [row.index, row]),
          offset,
          limit,
          answer.state.frames,
        );
      }
      const answer = await invoke(bridge, 'tester.searchRows', { sessionId, searchId, offset, limit });
      return placed(
        answer.rows.map((row, at) => [answer.first + at, row]),
        offset,
        limit,
        answer.state.search?.matches ?? 0,
      );
    },
  );
  const total = search?.matches ?? state.frames;
  useEffect(() => {
    if (!waiting) cache?.grow(total);
  }, [cache, waiting, total]);
  return {
    first: search?.firstMatch ?? state.firstKept,
    total,
    // While another filter's first rows are on their way, those of the one before stand at other numbers.
    row: useCallback((number: number) => (waiting ? undefined : cache?.row(number)), [cache, waiting]),
    version,
    show: useCallback((first: number, last: number) => cache?.show(first, last), [cache]),
    error: cache?.error == null ? null : toBridgeError(cache.error),
    retry: () => cache?.retry(),
  };
}

/** Puts rows at their own number: the ring may have dropped the first ones of the range since it was asked. */
export function placed(
  rows: readonly (readonly [number, FrameRow])[],
  offset: number,
  limit: number,
  total: number,
): RangeAnswer<FrameRow | null> {
  const there: (FrameRow | null)[] = Array.from(
    { length: Math.max(0, Math.min(limit, total - offset)) },
    () => null,
  );
  for (const [number, row] of rows)
    if (number >= offset && number - offset < there.length) there[number - offset] = row;
  return { total, rows: there };
}
