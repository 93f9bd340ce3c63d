import { useCallback, useSyncExternalStore } from 'react';
import type { FrameFilter } from '../../../../shared/model/frame-search';

export type TimeAs = 'since' | 'clock';

/** What the log holds while another page is shown. */
export interface LogMemory {
  filter: FrameFilter;
  times: TimeAs;
  /** null: as the session began. */
  keepMb: number | null;
  roundTrips: boolean;
}

export const NO_FILTER: FrameFilter = {
  text: '',
  as: 'text',
  matchCase: false,
  direction: null,
  opcodes: [],
};
const empty: LogMemory = { filter: NO_FILTER, times: 'since', keepMb: null, roundTrips: false };

/** How the log is looked at is one for all sessions; only the filter is of one. */
let memory = empty;
let filtered: string | null = null;
const listeners = new Set<() => void>();

export function rememberLog(sessionId: string, change: Partial<LogMemory>): void {
  memory = { ...memory, ...(filtered === sessionId ? {} : { filter: NO_FILTER }), ...change };
  filtered = sessionId;
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useLogMemory(sessionId: string): [LogMemory, (change: Partial<LogMemory>) => void] {
  const now = useSyncExternalStore(listen, () => memory);
  const mine = filtered === sessionId || now.filter === NO_FILTER ? now : { ...now, filter: NO_FILTER };
  return [mine, useCallback((change) => rememberLog(sessionId, change), [sessionId])];
}
