import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { JournalEntry } from '../../../shared/model/changes';
import { DiffView } from '../../components/DiffView';
import { ErrorState } from '../../components/ErrorState';
import { ProductionNote } from '../../components/ProductionNote';
import { SkeletonRows } from '../../components/Skeletons';
import { placeOf } from '../../components/place-of';
import { useCall } from '../../ipc/hooks';
import styles from './JournalCard.module.css';

interface Props {
  entry: JournalEntry;
  running: boolean;
  onRestore: (hash: string, typed: string) => void;
  onKeep: () => void;
}

/** Putting back a whole backup: what it takes away with it, line by line, and the server's name typed against slips. */
export function RestoreAsk({ entry, running, onRestore, onKeep }: Props) {
  const { serverId, id, file, at, server } = entry;
  const plan = useCall('changes.restorePlan', { serverId, entryId: id });
  const [typed, setTyped] = useState('');
  const title = useId();
  return (
    <div className={styles.ask} role="group" aria-labelledby={title}>
      <ProductionNote />
      <p id={title}>
        Restores <code>{placeOf({ file })}</code> whole, as it was before{' '}
        {new Date(at).toLocaleString([], { dateStyle: 'short', timeStyle: 'medium' })}.
      </p>
      {plan.isError ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : plan.data === undefined ? (
        <SkeletonRows rows={2} columns={1} label="Reading what it would take away" />
      ) : (
        <>
          {plan.data.loses.length > 0 && (
            <>
              <p>With it go:</p>
              <ul className={styles.back}>
                {plan.data.loses.map((sentence, index) => (
                  <li key={index}>{sentence}</li>
                ))}
              </ul>
            </>
          )}
          {plan.data.outside && <p>Somebody else has written the file since; what they wrote goes, too.</p>}
          {plan.data.impact.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <div className={styles.diff}>
            <DiffView diffs={plan.data.diffs} />
          </div>
          <TextField
            size="small"
            fullWidth
            autoFocus
            label={`Type ${server} to restore it`}
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </>
      )}
      <div className={styles.buttons}>
        {plan.data && (
          <Button
            variant="contained"
            size="small"
            disabled={running || plan.isFetching || typed.trim() !== server}
            onClick={() => onRestore(plan.data.hash, typed)}
          >
            Restore now
          </Button>
        )}
        <Button size="small" onClick={onKeep}>
          Keep it
        </Button>
      </div>
    </div>
  );
}
