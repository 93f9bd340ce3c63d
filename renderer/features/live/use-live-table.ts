import { useCallback, useEffect } from 'react';
import type { LiveRow } from '../../../shared/model/live';
import type { GridSort } from '../../components/grid/grid-types';
import { useRangeCache } from '../../components/grid/use-range-cache';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import type { BridgeError } from '../../ipc/bridge';

export interface LiveTable {
  total: number | null;
  row: (index: number) => LiveRow | undefined;
  /** Where the row of that name stands now; null where it isn't among those in view. */
  indexOf: (name: string) => number | null;
  version: number;
  error: BridgeError | null;
  key: string;
  onRange: (first: number, last: number) => void;
  retry: () => void;
}

/** The rows of one table, asked again with every reading (`at`). */
export function useLiveTable(
  serverId: string,
  kind: 'sites' | 'pools',
  filter: string,
  sort: GridSort,
  at: string | null,
): LiveTable {
  const bridge = useBridge();
  const { column, descending } = sort;
  const key = JSON.stringify([serverId, kind, filter, column, descending]);
  const { cache, version } = useRangeCache<LiveRow>(key, (offset, limit) =>
    invoke(bridge, 'live.rows', { serverId, kind, filter, sort: column, descending, offset, limit }),
  );
  useEffect(() => cache?.invalidate(), [cache, at]);
  return {
    total: cache?.total ?? null,
    row: useCallback((index: number) => cache?.row(index), [cache]),
    indexOf: (name) => cache?.find((each) => each.name === name) ?? null,
    version,
    error: cache?.error == null ? null : toBridgeError(cache.error),
    key,
    onRange: useCallback((first: number, last: number) => cache?.show(first, last), [cache]),
    retry: () => cache?.retry(),
  };
}
