import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogRow, LogRowQuery } from '../../../shared/model/logs';
import { useRangeCache } from '../../components/grid/use-range-cache';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import type { BridgeError } from '../../ipc/bridge';

export interface Rows {
  /** Stands for the question that the rows answer. */
  key: string;
  /** null: still looking for them. */
  total: number | null;
  /** Older ones that the table leaves out. */
  more: number;
  row: (index: number) => LogRow | undefined;
  /** Counts up with what must be drawn again. */
  drawn: number;
  error: BridgeError | null;
  /** Behind a time of these rows: "UTC". */
  zone: string;
  /** The chosen row, and where it stands now; null where that isn't known. */
  chosen: LogRow | undefined;
  selected: number | null;
  choose: (index: number) => void;
  forget: () => void;
  show: (first: number, last: number) => void;
  retry: () => void;
}

interface Choice {
  key: string;
  index: number;
  /** Rows that there were then: as many as came since stand above it now. */
  of: number;
  row: LogRow | undefined;
}

/**
 * The rows of a stretch, newest first. `version` changes when the logs may have other rows: they are asked again, and
 * the chosen one stays chosen. Nothing is asked before `ready`.
 */
export function useRows(query: LogRowQuery, version: string, ready: boolean): Rows {
  const bridge = useBridge();
  const key = JSON.stringify(query);
  const [more, setMore] = useState(0);
  const [zone, setZone] = useState('UTC');
  const [choice, setChoice] = useState<Choice | null>(null);
  const range = useRangeCache<LogRow>(`${key} ${String(ready)}`, async (offset, limit) => {
    if (!ready) return { total: 0, rows: [] };
    const answer = await invoke(bridge, 'logs.rows', { ...query, offset, limit });
    setMore(answer.more);
    if (answer.rows.length > 0) setZone(zoneOf(answer.rows));
    return answer;
  });
  const { cache } = range;
  const asked = useRef(version);
  useEffect(() => {
    if (cache === null || asked.current === version) return;
    asked.current = version;
    cache.invalidate();
  }, [cache, version]);
  const row = useCallback((index: number) => cache?.row(index), [cache]);
  const there = choice?.key === key ? choice : null;
  const total = cache === null || cache.total === null || range.waiting || !ready ? null : cache.total;
  const all = (total ?? 0) + more;
  return {
    ...{ key, total, more, row, zone, drawn: range.version },
    error: cache?.error == null ? null : toBridgeError(cache.error),
    chosen: there === null ? undefined : (there.row ?? row(there.index)),
    selected: there === null || total === null ? null : standsAt(there, all, total, row),
    choose: (index) => setChoice({ key, index, of: all, row: row(index) }),
    forget: () => setChoice(null),
    show: (first, last) => cache?.show(first, last),
    retry: () => cache?.retry(),
  };
}

const text = (row: LogRow): string => JSON.stringify([row.at, row.status, row.reason, row.client, row.url]);

function standsAt(
  { index, of, row: chosen }: Choice,
  all: number,
  total: number,
  row: Rows['row'],
): number | null {
  for (const place of [index + all - of, index]) {
    const there = row(place);
    if (place < 0 || place >= total) continue;
    if (there === undefined || chosen === undefined || text(there) === text(chosen)) return place;
  }
  return null;
}

/** Rows of both clocks stand in one table only where somebody chose files of both. */
function zoneOf(rows: readonly LogRow[]): string {
  const local = rows.filter(({ clock }) => clock === 'server').length;
  if (local === 0) return 'UTC';
  return local === rows.length ? 'server time' : 'UTC or server time';
}
