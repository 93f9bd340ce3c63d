import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import type { JournalEntry } from '../../../shared/model/changes';
import { ErrorState } from '../../components/ErrorState';
import { ProductionNote } from '../../components/ProductionNote';
import { SkeletonRows } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import styles from './JournalCard.module.css';
import { RestoreAsk } from './RestoreAsk';
import { UndoParts } from './UndoParts';

interface Props {
  entry: JournalEntry;
  running: boolean;
  onUndo: (hash: string) => void;
  onRestore: (hash: string, typed: string) => void;
  onKeep: () => void;
}

/** What Undo would do to the server as it is now, before it does anything: what goes back, what stays, what it costs. */
export function UndoAsk(props: Props) {
  const { entry, running, onUndo, onKeep } = props;
  const [whole, setWhole] = useState(false);
  const { serverId, id } = entry;
  const plan = useCall('changes.undoPlan', { serverId, entryId: id });
  const title = useId();
  if (whole) return <RestoreAsk {...props} />;
  return (
    <div className={styles.ask} role="group" aria-labelledby={title}>
      <ProductionNote />
      {plan.isError ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : plan.data === undefined ? (
        <SkeletonRows rows={2} columns={1} label="Reading what Undo would do" />
      ) : (
        <UndoParts plan={plan.data} titleId={title} />
      )}
      <div className={styles.buttons}>
        {plan.data && (
          <Button
            variant="contained"
            size="small"
            disabled={running || plan.isFetching}
            autoFocus
            onClick={() => onUndo(plan.data.hash)}
          >
            Undo now
          </Button>
        )}
        <Button size="small" onClick={onKeep}>
          Keep it
        </Button>
        {entry.backup !== null && (
          <Button variant="text" size="small" disabled={running} onClick={() => setWhole(true)}>
            Restore the whole backup…
          </Button>
        )}
      </div>
    </div>
  );
}
