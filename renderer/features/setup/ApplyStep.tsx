import Button from '@mui/material/Button';
import type { SetupBegun } from '../../../shared/model/setup';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall, useJob } from '../../ipc/hooks';
import changes from '../changes/ChangesPage.module.css';
import { DiffCard } from '../changes/DiffCard';
import { JobCard } from '../changes/JobCard';
import { PendingCard } from '../changes/PendingCard';
import { headingOf, subOf } from '../changes/words';
import { AccessControls } from '../shell/AccessControls';
import { AppliedCard } from './AppliedCard';
import styles from './SetupPage.module.css';
import type { Frame } from './SetupView';
import { StepButtons } from './StepButtons';
import type { Setup } from './use-setup';
import { appliedHeading, appliedSince } from './words';

interface Props {
  setup: Setup;
  begun: SetupBegun | null;
  frame: Frame;
}

/** Of one set-up; more than that are many applies in a row. */
const ENTRIES = 50;

/** The pending changes, all of them: they are applied as on Changes, by the same plan and job. */
export function ApplyStep({ setup, begun, frame }: Props) {
  const { serverId } = setup;
  const plan = useCall('changes.get', { serverId });
  const overview = useCall('servers.overview', { serverId });
  const journal = useCall('changes.journal', { serverId, offset: 0, limit: ENTRIES }, { keepPrevious: true });
  const apply = useJob('changes.apply');
  const running = apply.state === 'running';
  const name = overview.data?.entry.name ?? 'this server';
  const windows = overview.data?.entry.kind === 'windows';
  const access = overview.data?.access;
  if (plan.isError)
    return frame(
      'The pending changes could not be read.',
      '',
      <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />,
    );
  if (!plan.data || journal.isPending)
    return frame(
      `What is pending on ${name}`,
      '',
      <SkeletonLines lines={6} label="Reading the pending changes" />,
    );
  const pending = plan.data.changes.length > 0;
  const applied = appliedSince(journal.data?.entries ?? [], begun?.at);
  const done = !pending && !running && applied.length > 0;
  return frame(
    done ? appliedHeading(applied, name) : headingOf(plan.data, name),
    done ? 'Nothing more is pending; the next step tries it with a real socket.' : subOf(plan.data),
    <>
      {access && !access.unlocked && (
        <div className={styles.locked}>
          <p>{name} is look-only: unlock it to apply.</p>
          <AccessControls {...{ serverId, name }} unlocked={false} user={access.user} />
        </div>
      )}
      {apply.state !== 'idle' && (
        <JobCard serverId={serverId} doing="Apply" job={apply} onClose={apply.reset} />
      )}
      {pending ? (
        <div className={changes.panes}>
          <PendingCard
            serverId={serverId}
            plan={plan.data}
            running={running}
            stale={plan.isFetching}
            script={windows}
            onApply={() => void apply.start({ serverId, planHash: plan.data.planHash })}
          />
          <DiffCard serverId={serverId} plan={plan.data} byIis={windows} />
        </div>
      ) : (
        apply.state === 'idle' &&
        applied.length === 0 && (
          <EmptyState title="Nothing is pending.">
            Go back and choose what is to be changed, or on to the proof.
          </EmptyState>
        )
      )}
      {done && <AppliedCard applied={applied} />}
      <StepButtons onBack={() => setup.go('changes')}>
        <Button
          variant={pending ? 'outlined' : 'contained'}
          disabled={running}
          onClick={() => setup.go('proof')}
        >
          Next: the proof
        </Button>
      </StepButtons>
    </>,
    pending,
  );
}
