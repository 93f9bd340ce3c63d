import Button from '@mui/material/Button';
import type { ApplyStep } from '../../../shared/model/changes';
import type { CheckState } from '../../../shared/model/common';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { Lamp } from '../../components/Lamp';
import { placeOf } from '../../components/place-of';
import { useAction } from '../../ipc/hooks';
import type { Job } from '../../ipc/use-job';
import styles from './JobCard.module.css';

const doingWord = { Apply: 'Applying', Undo: 'Undoing', Restore: 'Restoring' };

interface Props {
  serverId: string;
  doing: keyof typeof doingWord;
  job: Job<'changes.apply'> | Job<'changes.undo'> | Job<'changes.restore'>;
  onClose: () => void;
}

const light: Record<ApplyStep['state'], CheckState> = {
  waiting: 'unknown',
  running: 'unknown',
  done: 'good',
  failed: 'broken',
  skipped: 'unknown',
};

/** An apply, undo or restore as it goes: every step is known to have happened or not. */
export function JobCard({ serverId, doing, job, onClose }: Props) {
  const refresh = useAction('servers.refresh');
  const { state, result, error } = job;
  const steps = result?.steps ?? job.progress?.steps ?? [];
  const good = result?.applied === true;
  const readAgain = () => refresh.mutate({ serverId }, { onSuccess: onClose });
  if (error) {
    return (
      <ErrorState
        inline
        error={error}
        action={
          <>
            <Button disabled={refresh.isPending} onClick={readAgain}>
              Read again
            </Button>
            <Button onClick={onClose}>Close</Button>
          </>
        }
      />
    );
  }
  return (
    <Card label={doingWord[doing]} tone={state === 'running' ? 'accent' : good ? 'good' : 'bad'}>
      <div className={styles.head} role="status">
        {state === 'running' && <p className={styles.sentence}>{doingWord[doing]}…</p>}
        {result && (
          <p className={styles.sentence}>
            <span className={styles.light}>
              <Lamp state={good ? 'good' : 'broken'} word={good ? 'done' : 'not done'} quiet />
            </span>
            {result.sentence}
            {result.backup && (
              <span className={styles.backup}>
                {' '}
                The file as it was: <code title={result.backup.file}>{placeOf(result.backup)}</code>
              </span>
            )}
          </p>
        )}
        {state !== 'running' && (
          <Button size="small" onClick={onClose}>
            Close
          </Button>
        )}
      </div>
      {result?.error && (
        <div className={styles.fault}>
          <ErrorState
            inline
            error={result.error}
            action={
              <Button disabled={refresh.isPending} onClick={readAgain}>
                Read again
              </Button>
            }
          />
        </div>
      )}
      {steps.length > 0 && (
        <ol className={styles.steps}>
          {steps.map((step, index) => (
            <li key={index} className={styles.step} data-state={step.state} title={step.detail}>
              <Lamp state={light[step.state]} word={step.state} quiet />
              <span>
                {step.title}
                {step.detail !== undefined && step.state !== 'done' && (
                  <span className={styles.detail}>: {step.detail}</span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
