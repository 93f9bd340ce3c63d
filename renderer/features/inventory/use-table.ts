import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallInput } from '../../../shared/contract';
import type { GridSort } from '../../components/grid/grid-types';
import type { RangeAnswer } from '../../components/grid/range-cache';
import { useRangeCache } from '../../components/grid/use-range-cache';
import type { BridgeError } from '../../ipc/bridge';
import { toBridgeError } from '../../ipc/bridge';
import { useTopic } from '../../ipc/hooks';

type Query = CallInput<'inventory.sites'>;
type Answer<Row> = RangeAnswer<Row> & { all: number };
export type AskRange<Row> = (query: Query) => Promise<Answer<Row>>;

export interface Table<Row> {
  /** Rows that match, null before the first answer. */
  total: number | null;
  /** Rows there are without a filter. */
  all: number | null;
  row: (index: number) => Row | undefined;
  version: number;
  waiting: boolean;
  error: BridgeError | null;
  /** Stands for the query: another one begins at the first row. */
  key: string;
  onRange: (first: number, last: number) => void;
  retry: () => void;
}

/** Bursts of changes become one round of questions per this many ms. */
const CALM_MS = 250;

/** The rows of one table under a filter and an order; asked again whenever the server changed. */
export function useTable<Row>(
  serverId: string,
  name: string,
  filter: string,
  sort: GridSort,
  ask: AskRange<Row>,
): Table<Row> {
  const key = JSON.stringify([serverId, name, filter, sort.column, sort.descending]);
  const [all, setAll] = useState<number | null>(null);
  const { cache, waiting, version } = useRangeCache<Row>(key, async (offset, limit) => {
    const answer = await ask({
      serverId,
      filter,
      sort: sort.column,
      descending: sort.descending,
      offset,
      limit,
    });
    setAll(answer.all);
    return answer;
  });

  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useTopic('server.changed', { serverId }, () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      cache?.invalidate();
    }, CALM_MS);
  });

  return {
    total: cache?.total ?? null,
    all,
    row: useCallback((index: number) => cache?.row(index), [cache]),
    version,
    waiting,
    error: cache?.error == null ? null : toBridgeError(cache.error),
    key,
    onRange: useCallback((first: number, last: number) => cache?.show(first, last), [cache]),
    retry: () => cache?.retry(),
  };
}
