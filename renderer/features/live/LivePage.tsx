import { useCallback } from 'react';
import type { LiveSample } from '../../../shared/model/live';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import type { PageProps } from '../shell/page-props';
import { ChosenCard } from './ChosenCard';
import { views } from './LiveChart';
import styles from './LivePage.module.css';
import { ServerCard } from './ServerCard';
import { TablesCard } from './TablesCard';
import { useLive } from './use-live';
import { headingOf, readingWords, subjectOf, subjectText } from './words';

/** Seconds of the charts. */
const WINDOWS = [300, 1_800, 7_200, 86_400];

/**
 * Sockets, connections, requests, queues, refusals and recycles as they move. `params`: `of` ("site:NAME", "pool:NAME"),
 * `tab`, `view` (what the charts show), `window` (their seconds), `filter`.
 */
export default function LivePage({ serverId, params, navigate }: PageProps) {
  const sample = useLive(serverId);
  const overview = useCall('servers.overview', { serverId });
  const name = overview.data?.entry.name ?? 'The server';
  const go = useCallback(
    (next: Record<string, string>) => {
      const kept = Object.entries({ ...params, ...next }).filter(([, value]) => value !== '');
      navigate({ params: Object.fromEntries(kept) });
    },
    [params, navigate],
  );
  if (sample === null) return <SkeletonPage label="Reading the live figures" />;
  if (sample.none)
    return (
      <Page heading={`${name} has no run time.`}>
        <EmptyState title="A configuration file says what a server should do, not what it does.">
          Nobody knows from it which sockets are open. Add the server itself in the rail.
        </EmptyState>
      </Page>
    );
  if (sample.at === null && sample.error)
    return (
      <Page heading={`What happens on ${name} could not be read.`}>
        <ErrorState error={sample.error} />
      </Page>
    );
  const subject = subjectOf(params['of']);
  const view = views.find((each) => each === params['view']) ?? 'sockets';
  const windowS = WINDOWS.find((each) => String(each) === params['window']) ?? 300;
  const shared = { serverId, view, windowS };
  return (
    <Page fixed heading={headingOf(name, sample.server)} names={[name]} sub={readingWords(sample)}>
      {sample.error && <Failed sample={sample} />}
      <div className={subject.kind === 'server' ? styles.one : styles.two}>
        <ServerCard
          {...shared}
          windows={WINDOWS}
          onView={(next) => go({ view: next })}
          onWindow={(seconds) => go({ window: String(seconds) })}
        />
        {subject.kind !== 'server' && (
          <ChosenCard
            key={subjectText(subject)}
            {...shared}
            subject={subject}
            onClose={() => go({ of: '' })}
            onAdded={() => navigate({ page: 'changes' })}
          />
        )}
      </div>
      <TablesCard {...{ serverId, sample, subject, windowS, params, go }} />
    </Page>
  );
}

const Failed = ({ sample: { error } }: { sample: LiveSample }) =>
  error && <ErrorState inline error={{ ...error, message: `${error.message} What is shown is older.` }} />;
