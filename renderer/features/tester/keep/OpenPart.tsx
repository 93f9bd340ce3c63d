import Button from '@mui/material/Button';
import type { OpenedSession } from '../../../../shared/model/keep';
import { ErrorState } from '../../../components/ErrorState';
import { counted } from '../../../components/format';
import { useAction } from '../../../ipc/hooks';
import { useJob } from '../../../ipc/use-job';
import { useEffect, useEffectEvent } from 'react';
import styles from './Keep.module.css';

/** A session that was saved, back in the log. */
export function OpenPart({ onOpened }: { onOpened: (opened: OpenedSession) => void }) {
  const pick = useAction('shell.pickOpen');
  const job = useJob('tester.openSaved');
  const { result } = job;
  const opened = useEffectEvent(onOpened);
  useEffect(() => {
    if (result !== null) opened(result);
  }, [result]);
  const open = () =>
    pick.mutate(
      { kind: 'session' },
      {
        onSuccess: ({ path }) => {
          if (path !== null) void job.start({ path });
        },
      },
    );
  return (
    <>
      <div className={styles.line}>
        {job.state === 'running' ? (
          <>
            <span role="status">Reading, {counted(job.progress?.frames ?? 0, 'frame')} so far…</span>
            <Button className={styles.right ?? ''} onClick={() => void job.cancel()}>
              Stop
            </Button>
          </>
        ) : (
          <>
            <span className={styles.note}>
              Its frames stand in the log and can be sent again; its address stands in the bar.
            </span>
            <Button className={styles.right ?? ''} disabled={pick.isPending} onClick={open}>
              Open a session…
            </Button>
          </>
        )}
      </div>
      {(pick.error ?? job.error) && <ErrorState inline error={pick.error ?? job.error ?? { message: '' }} />}
    </>
  );
}
