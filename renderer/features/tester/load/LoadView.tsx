import Button from '@mui/material/Button';
import { EmptyState } from '../../../components/EmptyState';
import { ErrorState } from '../../../components/ErrorState';
import type { PageProps } from '../../shell/page-props';
import { RunVerdict } from '../runs/RunVerdict';
import type { Run } from '../runs/run-store';
import { figures, loadState } from './load-words';
import { LoadCharts } from './LoadCharts';
import styles from './Load.module.css';

interface Props {
  run: Run<'tester.load'>;
  navigate: PageProps['navigate'];
}

/** A load as it goes, and what it found. */
export function LoadView({ run, navigate }: Props) {
  const { state, progress, result, error, trail, input } = run;
  const now = result ?? progress;
  if (error) return <ErrorState error={error} />;
  if (state === 'idle')
    return (
      <EmptyState title="How many sockets does it hold?">
        Sockets are opened one after another at your rate, held, and each echoes its messages. The first that
        is refused or lost ends it: where that was is the ceiling, and Limits shows it.
      </EmptyState>
    );
  const remembered = result?.remembered;
  return (
    <>
      {result ? (
        <RunVerdict
          state={loadState[result.stopped]}
          action={
            remembered && (
              <Button
                onClick={() =>
                  navigate({
                    page: 'limits',
                    server: remembered.serverId,
                    site: remembered.site,
                    application: remembered.application,
                  })
                }
              >
                Show in Limits
              </Button>
            )
          }
        >
          {result.diagnosis.sentence}
        </RunVerdict>
      ) : (
        <RunVerdict state="unknown">
          {now === null || now.opened === 0
            ? 'Opening the first socket…'
            : 'Going on; Stop closes all of them.'}
        </RunVerdict>
      )}
      {now && (
        <dl className={styles.figures} aria-label="Figures of the load">
          {figures(now, input?.connections ?? null).map(({ name, value, bad }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className={bad === true ? styles.bad : undefined}>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {trail.length > 0 && <LoadCharts trail={trail} />}
    </>
  );
}
