import Button from '@mui/material/Button';
import type { SetupBegun, SetupPlan } from '../../../shared/model/setup';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { TakeAlong } from '../../components/take-along/TakeAlong';
import { useAction, useCall } from '../../ipc/hooks';
import { Outcome } from '../readiness/Outcome';
import type { PageProps } from '../shell/page-props';
import { ElsewhereCard } from './ElsewhereCard';
import { LampRows } from './LampRows';
import styles from './SetupPage.module.css';
import type { Frame } from './SetupView';
import { StepButtons } from './StepButtons';
import type { Setup } from './use-setup';

interface Props {
  setup: Setup;
  begun: SetupBegun | null;
  plan: SetupPlan;
  frame: Frame;
  navigate: PageProps['navigate'];
}

/** The lights before and now, a real socket, and both to be taken along. */
export function ProofStep({ setup, begun, plan, frame, navigate }: Props) {
  const { serverId, site, application } = setup;
  const where = { serverId, site, application };
  const page = useCall('readiness.get', where, { keepPrevious: true });
  const attempt = useAction('readiness.tryHandshake');
  if (page.isError)
    return frame(
      `${site} could not be checked.`,
      '',
      <ErrorState error={page.error} onRetry={() => void page.refetch()} />,
    );
  if (!page.data) return frame('Proof', '', <SkeletonLines lines={6} label="Checking the path" />);
  const { readiness, handshake, handshakePending, handshakeMode } = page.data;
  const tryIt = (echo: boolean) => attempt.mutate({ ...where, echo });
  return frame(
    readiness.verdict,
    readiness.tally,
    <>
      <Card title="The path of an upgrade, before and now" flush aside={<TakeAlong {...where} />}>
        <LampRows begun={begun} now={readiness} />
      </Card>
      {handshakeMode !== 'impossible' && (
        <Card title="A real socket">
          {attempt.error ? (
            <ErrorState inline error={attempt.error} />
          ) : (
            <Outcome handshake={handshake} pending={handshakePending || attempt.isPending} />
          )}
          <div className={styles.tries}>
            {handshakeMode === 'asked' && (
              <Button disabled={attempt.isPending} onClick={() => tryIt(false)}>
                Try the handshake
              </Button>
            )}
            <Button
              variant={handshake?.upgraded ? 'outlined' : 'contained'}
              disabled={attempt.isPending}
              onClick={() => tryIt(true)}
            >
              {handshakeMode === 'asked' ? 'Send a message and wait for its echo' : 'Try again'}
            </Button>
            {handshakeMode === 'asked' && <span>This runs the application’s code.</span>}
          </div>
        </Card>
      )}
      <ElsewhereCard elsewhere={plan.elsewhere.filter(({ state }) => state !== 'good')} />
      <StepButtons onBack={() => setup.go('changes')}>
        <Button disabled={setup.saving} onClick={setup.startOver}>
          Begin anew
        </Button>
        <Button variant="contained" onClick={() => navigate({ page: 'readiness' })}>
          Done: to Readiness
        </Button>
      </StepButtons>
    </>,
  );
}
