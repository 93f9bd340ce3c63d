import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { RangeCache } from './range-cache';
import type { RangeSource } from './range-cache';

export interface RangeRows<Row> {
  cache: RangeCache<Row> | null;
  /** What is shown is still of the query before. */
  waiting: boolean;
  version: number;
}

/**
 * The rows of the query `key` stands for. While a new query's first answer is on its way, the rows of the one
 * before stay, marked `waiting`, so that typing in a filter doesn't blink.
 */
export function useRangeCache<Row>(key: string, source: RangeSource<Row>): RangeRows<Row> {
  const [shown, setShown] = useState<{ key: string; cache: RangeCache<Row> } | null>(null);
  const ask = useEffectEvent(source);

  useEffect(() => {
    const cache = new RangeCache<Row>((offset, limit) => ask(offset, limit));
    const stop = cache.subscribe(() => {
      setShown((now) => (now?.cache === cache ? now : { key, cache }));
    });
    cache.show(0, 0);
    return () => {
      stop();
      cache.dispose();
    };
  }, [key]);

  const cache = shown?.cache ?? null;
  const version = useSyncExternalStore(
    (listener) => cache?.subscribe(listener) ?? (() => undefined),
    () => cache?.version ?? 0,
  );
  return { cache, waiting: shown !== null && shown.key !== key, version };
}
