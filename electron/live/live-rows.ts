import type { LiveRow } from '../../shared/model/live';

export interface RowsQuery {
  filter: string;
  sort: string;
  descending: boolean;
  offset: number;
  limit: number;
}

const COLUMNS = new Map<string, (row: LiveRow) => string | number | null>(
  Object.entries({
    state: (row) => row.state,
    connections: (row) => row.connections,
    sockets: (row) => row.sockets,
    requests: (row) => row.requests,
    queue: (row) => row.queue,
    openedPerS: (row) => row.openedPerS,
    refused: (row) => row.refused,
    recycles: (row) => row.recycles,
    workers: (row) => row.workers,
  } satisfies Record<string, (row: LiveRow) => string | number | null>),
);

/** One page of a table: filtered by name, ordered by a column, what is unknown last either way. */
export function pageOf(
  all: readonly LiveRow[],
  { filter, sort, descending, offset, limit }: RowsQuery,
): { total: number; all: number; rows: LiveRow[] } {
  const wanted = filter.trim().toLowerCase();
  const found = wanted === '' ? [...all] : all.filter(({ name }) => name.toLowerCase().includes(wanted));
  const sign = descending ? -1 : 1;
  const value = COLUMNS.get(sort);
  const byName = (a: LiveRow, b: LiveRow): number => collator.compare(a.name, b.name);
  found.sort((a, b) => {
    if (!value) return sign * byName(a, b);
    const [one, other] = [value(a), value(b)];
    if (one === other) return byName(a, b);
    if (one === null) return 1;
    if (other === null) return -1;
    return sign * (one < other ? -1 : 1);
  });
  return { total: found.length, all: all.length, rows: found.slice(offset, offset + limit) };
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
