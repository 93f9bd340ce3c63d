import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import type { JournalEntry, UndoPlan } from '../../../shared/model/changes';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonRows } from '../../components/Skeletons';
import { placeOf } from '../../components/place-of';
import { useCall } from '../../ipc/hooks';
import styles from './JournalCard.module.css';
import { RestoreAsk } from './RestoreAsk';

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
  const { serverId, id, file } = entry;
  const plan = useCall('changes.undoPlan', { serverId, entryId: id });
  const title = useId();
  if (whole) return <RestoreAsk {...props} />;
  return (
    <div className={styles.ask} role="group" aria-labelledby={title}>
      {plan.isError ? (
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      ) : plan.data === undefined ? (
        <SkeletonRows rows={2} columns={1} label="Reading what Undo would do" />
      ) : (
        <Plan plan={plan.data} file={file} titleId={title} />
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

const opening: Record<UndoPlan['how'], (file: ReactNode) => ReactNode> = {
  bytes: (file) => <>Undo puts {file} back byte for byte:</>,
  values: () => <>Undo lets IIS write the old values again:</>,
  rest: (file) => <>{file} was changed since, so Undo puts back the values that nobody changed:</>,
};

function Plan({ plan, file, titleId }: { plan: UndoPlan; file: string; titleId: string }) {
  return (
    <>
      <p id={titleId}>{opening[plan.how](<code>{placeOf({ file })}</code>)}</p>
      <ul className={styles.back}>
        {plan.back.map(({ sentence, object, setting, old, new: next }, index) => (
          <li key={index}>
            {setting === '' ? (
              sentence
            ) : (
              <>
                {object} <code>{setting}</code> <code>{old ?? 'not set'}</code>
                <span aria-label="becomes"> → </span>
                <code>{next ?? 'not set'}</code>
              </>
            )}
          </li>
        ))}
      </ul>
      {plan.kept.length > 0 && (
        <>
          <p>Undo leaves these alone:</p>
          <ul className={styles.back}>
            {plan.kept.map(({ change, now, why }, index) => (
              <li key={index}>
                {change.object} <code>{change.setting}</code> stays <code>{now ?? 'unknown'}</code>; this
                change had made it <code>{change.new ?? 'not set'}</code>. {why}
              </li>
            ))}
          </ul>
        </>
      )}
      {plan.impact.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}
