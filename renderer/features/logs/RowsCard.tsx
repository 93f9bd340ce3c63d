import Button from '@mui/material/Button';
import { useCallback, useState } from 'react';
import type { LogRow, LogRowQuery } from '../../../shared/model/logs';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { count, counted } from '../../components/format';
import { useRangeCache } from '../../components/grid/use-range-cache';
import { VirtualGrid } from '../../components/grid/VirtualGrid';
import { invoke, toBridgeError, useBridge } from '../../ipc/bridge';
import { useAction, useJob } from '../../ipc/hooks';
import { rowColumns } from './columns';
import styles from './LogsPage.module.css';
import { RowDetail } from './RowDetail';

interface Props {
  query: LogRowQuery;
  /** Changes when the logs may have other rows. */
  version: number;
  /** The sums are there, so that the rows don't slow them down. */
  ready: boolean;
  /** The brushed stretch in words. */
  stretch: string | null;
  onAll: () => void;
  onStation: (station: string) => void;
}

/** The rows of the stretch, newest first; the one that is chosen with what it means. */
export function RowsCard({ query, version, ready, stretch, onAll, onStation }: Props) {
  const bridge = useBridge();
  const save = useAction('shell.pickSave');
  const job = useJob('logs.export');
  const [more, setMore] = useState(0);
  const key = JSON.stringify([query, version, ready]);
  const [at, setAt] = useState<{ key: string; index: number } | null>(null);
  const selected = at?.key === key ? at.index : null;
  const { cache, version: drawn } = useRangeCache<LogRow>(key, async (offset, limit) => {
    if (!ready) return { total: 0, rows: [] };
    const answer = await invoke(bridge, 'logs.rows', { ...query, offset, limit });
    setMore(answer.more);
    return answer;
  });
  const row = useCallback((index: number) => cache?.row(index), [cache]);
  const total = cache?.total ?? 0;
  const exportRows = async () => {
    const { path } = await save.mutateAsync({ name: `${query.site.slice(0, 150)} sockets.csv`, kind: 'csv' });
    if (path !== null) await job.start({ ...query, file: path });
  };
  const chosen = selected === null ? undefined : row(selected);
  const narrowed = stretch !== null || query.status !== '';
  return (
    <Card
      title={narrowed ? [query.status, stretch].filter(Boolean).join(', ') : 'Rows'}
      flush
      fill
      aside={
        <div className={styles.aside}>
          <span role="status">
            {job.state === 'running'
              ? `exported ${count(job.progress?.rows ?? 0)} of ${count(total)}`
              : job.result
                ? `${counted(job.result.rows, 'row')} in ${job.result.file}`
                : `${counted(total, 'row')}${more > 0 ? `, and ${count(more)} older ones: choose a shorter stretch` : ''}`}
          </span>
          {narrowed && (
            <Button size="small" onClick={onAll}>
              All rows
            </Button>
          )}
          <Button
            size="small"
            disabled={total === 0 || job.state === 'running'}
            onClick={() => void exportRows()}
          >
            Export CSV…
          </Button>
        </div>
      }
    >
      <div className={styles.rows}>
        {cache?.error != null && (
          <ErrorState inline error={toBridgeError(cache.error)} onRetry={() => cache.retry()} />
        )}
        {job.error !== null && <ErrorState inline error={job.error} />}
        <div className={styles.grid}>
          <VirtualGrid
            label="Rows of the logs"
            columns={rowColumns}
            count={total}
            row={row}
            version={drawn}
            selected={selected}
            onSelect={(index) => setAt({ key, index })}
            onRange={(first, last) => cache?.show(first, last)}
            resetKey={key}
            minWidth={560}
          />
        </div>
        {chosen && <RowDetail row={chosen} onStation={onStation} />}
      </div>
    </Card>
  );
}
