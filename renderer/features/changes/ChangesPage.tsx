import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall, useJob } from '../../ipc/hooks';
import type { PageProps } from '../shell/page-props';
import styles from './ChangesPage.module.css';
import { DiffCard } from './DiffCard';
import { JobCard } from './JobCard';
import { JournalCard } from './JournalCard';
import { PendingCard } from './PendingCard';
import { headingOf, subOf } from './words';

/** What is pending, what it would change and cost, how applying went, and everything that was ever applied. */
export default function ChangesPage({ serverId }: PageProps) {
  const plan = useCall('changes.get', { serverId });
  const overview = useCall('servers.overview', { serverId });
  const apply = useJob('changes.apply');
  const undo = useJob('changes.undo');
  const restore = useJob('changes.restore');
  const name = overview.data?.entry.name ?? 'this server';
  const running = apply.state === 'running' || undo.state === 'running' || restore.state === 'running';

  if (plan.isError) {
    return (
      <Page heading="The pending changes could not be read.">
        <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
      </Page>
    );
  }
  if (plan.data === undefined) return <SkeletonPage label="Reading the pending changes" />;

  const { changes } = plan.data;
  const job = [undo, restore].find(({ state }) => state !== 'idle') ?? apply;
  const others = (mine: typeof job) => [apply, undo, restore].filter((each) => each !== mine);
  const pending = changes.length > 0;
  return (
    <Page fixed heading={headingOf(plan.data, name)} sub={subOf(plan.data)}>
      {job.state !== 'idle' && (
        <JobCard
          serverId={serverId}
          doing={job === apply ? 'Apply' : job === undo ? 'Undo' : 'Restore'}
          job={job}
          onClose={job.reset}
        />
      )}
      {pending && (
        <div className={styles.panes}>
          <PendingCard
            serverId={serverId}
            plan={plan.data}
            running={running}
            script={overview.data?.entry.kind === 'windows'}
            onApply={() => {
              others(apply).forEach((each) => each.reset());
              void apply.start({ serverId, planHash: plan.data.planHash });
            }}
          />
          <DiffCard serverId={serverId} plan={plan.data} byIis={overview.data?.entry.kind === 'windows'} />
        </div>
      )}
      <JournalCard
        serverId={serverId}
        alone={!pending}
        running={running}
        onUndo={(entryId, hash) => {
          others(undo).forEach((each) => each.reset());
          void undo.start({ serverId, entryId, hash });
        }}
        onRestore={(entryId, hash, typed) => {
          others(restore).forEach((each) => each.reset());
          void restore.start({ serverId, entryId, hash, typed });
        }}
      />
    </Page>
  );
}
