import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonRows } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { JournalRow } from './JournalRow';
import styles from './JournalCard.module.css';
import { TimelineView } from './TimelineView';
import { useCopyOf } from './use-copy-of';

interface Props {
  serverId: string;
  /** Nothing is pending: the journal has the page to itself. */
  alone: boolean;
  running: boolean;
  onUndo: (entryId: string, hash: string) => void;
  onRestore: (entryId: string, hash: string, typed: string) => void;
}

type View = 'journal' | 'changed';

const PAGE = 25;
const MOST = 200;

/** Every change ever applied to this server, newest first, each in force to be undone; or what changed, by whomever. */
export function JournalCard({ serverId, alone, running, onUndo, onRestore }: Props) {
  const [limit, setLimit] = useState(PAGE);
  const journal = useCall('changes.journal', { serverId, offset: 0, limit }, { keepPrevious: true });
  const [view, setView] = useState<View>('journal');
  const { data } = journal;
  const changed = view === 'changed';
  return (
    <div className={alone ? styles.alone : changed ? styles.tall : styles.below}>
      <Card
        fill
        flush
        tabStop={!changed}
        title={changed ? 'What changed' : 'What was applied'}
        aside={
          <>
            {data && !changed && <Aside serverId={serverId} total={data.total} />}
            <ToggleButtonGroup
              exclusive
              size="small"
              value={view}
              aria-label="Show"
              onChange={(_event, next: View | null) => {
                if (next !== null) setView(next);
              }}
            >
              <ToggleButton value="journal">Journal</ToggleButton>
              <ToggleButton value="changed">Timeline</ToggleButton>
            </ToggleButtonGroup>
          </>
        }
      >
        {changed ? (
          <TimelineView serverId={serverId} />
        ) : journal.isError ? (
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
