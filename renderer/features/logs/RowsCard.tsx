import Button from '@mui/material/Button';
import { useMemo, useState } from 'react';
import type { LogRowQuery } from '../../../shared/model/logs';
import { visible } from '../../../shared/visible';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { count, counted } from '../../components/format';
import { VirtualGrid } from '../../components/grid/VirtualGrid';
import { useAction, useJob } from '../../ipc/hooks';
import { rowColumns } from './columns';
import styles from './LogsPage.module.css';
import type { Rows } from './use-rows';

interface Props {
  query: LogRowQuery;
  rows: Rows;
  /** The sums are being read, which comes first. */
  reading: boolean;
  /** The brushed stretch in words. */
  stretch: string | null;
  onAll: () => void;
}

/** The rows of the stretch, newest first. */
export function RowsCard({ query, rows, reading, stretch, onAll }: Props) {
  const save = useAction('shell.pickSave');
  const job = useJob('logs.export');
  const [exported, setExported] = useState('');
  const { key, zone } = rows;
  const columns = useMemo(() => rowColumns(zone), [zone]);
  const total = rows.total ?? 0;
  const exportRows = async () => {
    const { path } = await save.mutateAsync({ name: `${query.site.slice(0, 150)} sockets.csv`, kind: 'csv' });
    if (path === null) return;
    setExported(key);
    await job.start({ ...query, file: path });
  };
  const said = () => {
    if (job.state === 'running')
      return `exported ${count(job.progress?.rows ?? 0)} of ${count(job.progress?.total ?? total)}`;
    if (job.result && exported === key) return `${counted(job.result.rows, 'row')} in ${job.result.file}`;
    if (rows.error !== null) return '';
    if (rows.total === null) return reading ? 'the rows follow the sums' : 'looking for the rows…';
    const left = rows.more > 0 ? `, and ${count(rows.more)} older ones: choose a shorter stretch` : '';
    return `${counted(total, 'row')}${left}`;
  };
  const narrowed = [query.status, visible(query.reason), stretch].filter(
    (part) => part !== '' && part !== null,
  );
  return (
    <Card
      title={narrowed.length > 0 ? narrowed.join(', ') : 'Rows'}
      flush
      fill
      aside={
        <div className={styles.aside}>
          <span role="status">{said()}</span>
          {narrowed.length > 0 && (
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
        {rows.error !== null && <ErrorState inline error={rows.error} onRetry={rows.retry} />}
        {job.error !== null && exported === key && <ErrorState inline error={job.error} />}
        <div className={styles.grid}>
          <VirtualGrid
            label="Rows of the logs"
            columns={columns}
            count={total}
            row={rows.row}
            version={rows.drawn}
            selected={rows.selected}
            onSelect={rows.choose}
            onRange={rows.show}
            resetKey={key}
            minWidth={560}
          />
        </div>
      </div>
    </Card>
  );
}
