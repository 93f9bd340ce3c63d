import Button from '@mui/material/Button';
import { useCallback, useState } from 'react';
import type { LiveRequests, LiveSubject } from '../../../shared/model/live';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { count } from '../../components/format';
import { VirtualGrid } from '../../components/grid/VirtualGrid';
import { SkeletonRows } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { requestColumns } from './columns';
import styles from './LivePage.module.css';
import { timeOf } from './words';

/** The open requests of what is chosen, read when asked for. */
export function RequestList({ serverId, subject }: { serverId: string; subject: LiveSubject }) {
  const asked = useCall('live.requests', { serverId, subject }, { keepPrevious: true });
  const again = (
    <Button size="small" disabled={asked.isFetching} onClick={() => void asked.refetch()}>
      Read again
    </Button>
  );
  const of = subject.kind === 'server' ? 'the server' : subject.name;
  if (asked.isError && !asked.data)
    return <ErrorState error={asked.error} onRetry={() => void asked.refetch()} retryLabel="Read again" />;
  if (!asked.data) return <SkeletonRows rows={6} columns={6} label="Reading the open requests" />;
  const { data } = asked;
  return (
    <>
      {asked.error && <ErrorState inline error={asked.error} />}
      {data.gap && <p className={styles.gap}>{`${data.gap.why} ${data.gap.fix ?? ''}`}</p>}
      {data.rows.length === 0 ? (
        <EmptyState
          title={data.gap ? 'No list of open requests.' : `No request of ${of} is open.`}
          action={again}
        />
      ) : (
        <>
          <Rows data={data} />
          <p className={styles.tally}>
            <span>{totalWords(data)}</span>
            <span title={data.how} className={styles.how}>
              {data.how}
            </span>
            {again}
          </p>
        </>
      )}
    </>
  );
}

function Rows({ data }: { data: LiveRequests }) {
  const [selected, setSelected] = useState<number | null>(null);
  const row = useCallback((index: number) => data.rows[index], [data]);
  return (
    <div className={styles.rows}>
      <VirtualGrid
        label="Open requests"
        columns={requestColumns}
        count={data.rows.length}
        row={row}
        version={data}
        minWidth={980}
        selected={selected !== null && selected < data.rows.length ? selected : null}
        onSelect={setSelected}
      />
    </div>
  );
}

function totalWords({ rows, total, at }: LiveRequests): string {
  const shown = total > rows.length ? `The first ${count(rows.length)} of ${count(total)}` : count(total);
  return `${shown} open at ${timeOf(Date.parse(at) / 1000)}`;
}
