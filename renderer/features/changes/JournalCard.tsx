import Button from '@mui/material/Button';
import { useState } from 'react';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonRows } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { JournalRow } from './JournalRow';
import styles from './JournalCard.module.css';
import { useCopyOf } from './use-copy-of';

interface Props {
  serverId: string;
  /** Nothing is pending: the journal has the page to itself. */
  alone: boolean;
  running: boolean;
  onUndo: (entryId: string, hash: string) => void;
  onRestore: (entryId: string, hash: string, typed: string) => void;
}

const PAGE = 25;
const MOST = 200;

/** Every change ever applied to this server, newest first; each in force can be undone. */
export function JournalCard({ serverId, alone, running, onUndo, onRestore }: Props) {
  const [limit, setLimit] = useState(PAGE);
  const journal = useCall('changes.journal', { serverId, offset: 0, limit }, { keepPrevious: true });
  const { data } = journal;
  return (
    <div className={alone ? styles.alone : styles.below}>
      <Card
        fill
        flush
        tabStop
        title="What was applied"
        {...(data ? { aside: <Aside serverId={serverId} total={data.total} /> } : {})}
      >
        {journal.isError ? (
          <ErrorState error={journal.error} onRetry={() => void journal.refetch()} />
        ) : data === undefined ? (
          <SkeletonRows rows={3} columns={3} label="Reading the journal" />
        ) : data.total === 0 && !alone ? (
          <p className={styles.none}>Nothing was applied yet.</p>
        ) : data.total === 0 ? (
          <EmptyState title="Nothing was applied yet.">
            Each apply is kept here with its backup, its result and Undo.
          </EmptyState>
        ) : (
          <>
            <ol>
              {data.entries.map((entry) => (
                <JournalRow
                  key={entry.id}
                  entry={entry}
                  running={running}
                  onUndo={(hash) => onUndo(entry.id, hash)}
                  onRestore={(hash, typed) => onRestore(entry.id, hash, typed)}
                />
              ))}
            </ol>
            {data.entries.length < data.total && limit < MOST && (
              <div className={styles.older}>
                <Button size="small" onClick={() => setLimit((now) => Math.min(MOST, now + PAGE))}>
                  Show older
                </Button>
              </div>
            )}
          </>
        )}
      </Card>
    </div>
  );
}

function Aside({ serverId, total }: { serverId: string; total: number }) {
  const { run, busy, copied, error } = useCopyOf('changes.export', { serverId, format: 'markdown' });
  return (
    <span className={styles.aside}>
      {error && <span role="alert">{error.message}</span>}
      <span>{total} in the journal</span>
      {total > 0 && (
        <Button size="small" disabled={busy} onClick={run}>
          <span aria-live="polite">{copied ? 'Copied' : 'Copy for a ticket'}</span>
        </Button>
      )}
    </span>
  );
}
