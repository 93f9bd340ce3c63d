import { useCallback, useState } from 'react';
import type { LiveSubject } from '../../../shared/model/live';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { count } from '../../components/format';
import type { GridSort } from '../../components/grid/grid-types';
import { VirtualGrid } from '../../components/grid/VirtualGrid';
import { SkeletonRows } from '../../components/Skeletons';
import { poolColumns, siteColumns } from './columns';
import styles from './LivePage.module.css';
import { useLiveTable } from './use-live-table';

interface Props {
  serverId: string;
  kind: 'sites' | 'pools';
  filter: string;
  /** Of the last reading. */
  at: string | null;
  onChoose: (subject: LiveSubject) => void;
}

/** Every site or pool with its figures of now; a row opens its chart. */
export function LiveTable({ serverId, kind, filter, at, onChoose }: Props) {
  const [sort, setSort] = useState<GridSort>({ column: 'sockets', descending: true });
  const [chosen, setChosen] = useState<{ key: string; index: number; name: string | undefined } | null>(null);
  const table = useLiveTable(serverId, kind, filter, sort, at);
  const { row, key, total } = table;
  // Every reading may put the rows into another order: what is chosen is a name.
  const there = chosen?.name === undefined ? chosen?.key === key && chosen.index : table.indexOf(chosen.name);
  const selected = typeof there === 'number' && there < (total ?? 0) ? there : null;
  const word = kind === 'sites' ? 'sites' : 'application pools';
  const choose = useCallback(
    (index: number) => {
      const there = row(index);
      if (there) onChoose({ kind: kind === 'sites' ? 'site' : 'pool', name: there.name });
    },
    [row, kind, onChoose],
  );
  if (table.error && total === null)
    return <ErrorState error={table.error} onRetry={table.retry} retryLabel="Read again" />;
  if (total === null || at === null)
    return <SkeletonRows rows={6} columns={5} label={`Reading the ${word}`} />;
  if (total === 0)
    return (
      <EmptyState
        title={filter === '' ? `This server has no ${word}.` : `None of the ${word} match “${filter}”.`}
      />
    );
  return (
    <>
      {table.error && <ErrorState inline error={table.error} onRetry={table.retry} retryLabel="Read again" />}
      <div className={styles.rows}>
        <VirtualGrid
          label={kind === 'sites' ? 'Sites' : 'Application pools'}
          columns={kind === 'sites' ? siteColumns : poolColumns}
          count={total}
          row={row}
          version={table.version}
          onRange={table.onRange}
          resetKey={key}
          minWidth={kind === 'sites' ? 620 : 820}
          sort={sort}
          onSort={setSort}
          selected={selected}
          onSelect={(index) => setChosen({ key, index, name: row(index)?.name })}
          onOpen={choose}
        />
      </div>
      <p className={styles.tally}>
        {count(total)} {word}
      </p>
    </>
  );
}
