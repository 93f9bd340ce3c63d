import Button from '@mui/material/Button';
import { useCallback, useMemo, useState } from 'react';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import type { GridColumn, GridSort } from '../../components/grid/grid-types';
import { VirtualGrid } from '../../components/grid/VirtualGrid';
import { SkeletonRows } from '../../components/Skeletons';
import styles from './Inventory.module.css';
import { useTable } from './use-table';
import type { AskRange } from './use-table';

export interface TableProps {
  serverId: string;
  filter: string;
  onFilter: (filter: string) => void;
  /** The name in the drawer, or null when it is shut. */
  open: string | null;
  onOpen: (name: string) => void;
  onCopy: (name: string, text: string) => void;
}

interface Props<Row> extends TableProps {
  /** The table's name, and the word in its sentences. */
  word: 'sites' | 'application pools';
  ask: AskRange<Row>;
  columns: readonly GridColumn<Row>[];
  text: (row: Row) => string;
}

/** A table in its four states: coming, failed, nothing there, rows. */
export function ObjectTable<Row extends { name: string }>(props: Props<Row>) {
  const { serverId, word, filter, ask, columns, text, open, onOpen, onFilter, onCopy } = props;
  const [sort, setSort] = useState<GridSort>({ column: 'name', descending: false });
  const table = useTable<Row>(serverId, word, filter, sort, ask);
  const [selected, setSelected] = useState<{ key: string; index: number } | null>(null);
  const { row, key } = table;

  const onSelect = useCallback(
    (index: number) => {
      setSelected({ key, index });
      // An open drawer follows the selection; a row still on its way leaves it as it is.
      const name = row(index)?.name;
      if (open !== null && name !== undefined) onOpen(name);
    },
    [key, row, open, onOpen],
  );
  const withRow = (index: number, run: (row: Row) => void) => {
    const there = row(index);
    if (there) run(there);
  };
  const query = useMemo(() => describeFilter(filter), [filter]);

  if (table.error && table.total === null)
    return <ErrorState error={table.error} onRetry={table.retry} retryLabel="Read again" />;
  if (table.total === null) return <SkeletonRows rows={14} columns={6} label={`Reading the ${word}`} />;
  if (table.total === 0)
    return filter === '' ? (
      <EmptyState title={`This configuration has no ${word}.`}>
        There is none to show or to change.
      </EmptyState>
    ) : (
      <EmptyState
        title={`None of the ${word} ${query}.`}
        action={<Button onClick={() => onFilter('')}>Clear the filter</Button>}
      />
    );
  return (
    <>
      {table.error && <ErrorState inline error={table.error} onRetry={table.retry} retryLabel="Read again" />}
      <div className={table.waiting ? styles.waiting : styles.rows} aria-busy={table.waiting}>
        <VirtualGrid
          label={word === 'sites' ? 'Sites' : 'Application pools'}
          columns={columns}
          count={table.total}
          row={row}
          version={table.version}
          onRange={table.onRange}
          resetKey={key}
          minWidth={1010}
          sort={sort}
          onSort={setSort}
          // Another filter or order has another row there.
          selected={selected?.key === key && selected.index < table.total ? selected.index : null}
          onSelect={onSelect}
          onOpen={(index) => withRow(index, ({ name }) => onOpen(name))}
          onCopy={(index) => withRow(index, (there) => onCopy(there.name, text(there)))}
        />
      </div>
      <p className={styles.tally} role="status">
        {tally(table.total, table.all, word)}
      </p>
    </>
  );
}

const describeFilter = (filter: string): string =>
  /^pool:/i.test(filter) ? `run in ${filter.slice(5).trim()}` : `match “${filter}”`;

function tally(total: number, all: number | null, word: string): string {
  const shown = total.toLocaleString('en-US');
  return all === null || all === total
    ? `${shown} ${word}`
    : `${shown} of ${all.toLocaleString('en-US')} ${word}`;
}
