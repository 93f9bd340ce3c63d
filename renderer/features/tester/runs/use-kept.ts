import { useCallback, useSyncExternalStore } from 'react';

const kept = new Map<string, unknown>();
const listeners = new Set<() => void>();

function watch(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was typed, kept in memory while another tab or page is shown. `key` belongs to one shape only. */
export function useKept<T extends object>(key: string, initial: T): [T, (change: Partial<T>) => void] {
  const value = useSyncExternalStore(watch, () => (kept.get(key) ?? initial) as T);
  const set = useCallback(
    (change: Partial<T>) => {
      kept.set(key, { ...((kept.get(key) ?? initial) as T), ...change });
      for (const listener of listeners) listener();
    },
    [key, initial],
  );
  return [value, set];
}

/** For tests: as after the window's start. */
export function forgetKept(): void {
  kept.clear();
}
