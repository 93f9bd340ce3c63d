import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SitePicker } from '../../components/SitePicker';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { useFirstSite } from '../../ipc/use-first-site';
import type { PageProps } from '../shell/page-props';
import { SetupView } from './SetupView';

/** The guided set-up of one application, in five steps that can each be left and taken up again. */
export default function SetupPage({ serverId, navigate, ...props }: PageProps) {
  const { site, application, answer } = useFirstSite(serverId, props.site, props.application);
  const where = { serverId, site: site ?? '', application };
  const stored = useCall('setup.get', where, { enabled: site !== null });
  const plan = useCall('setup.plan', where, { enabled: site !== null });
  const picker = (
    <SitePicker
      {...{ serverId, site, application }}
      onPick={(picked, path) => navigate({ site: picked, application: path, params: {} })}
    />
  );
  const failed = [answer, stored, plan].find(({ isError, data }) => isError && data === undefined);
  if (failed?.error)
    return (
      <Page heading="The set-up could not be worked out." right={picker}>
        <ErrorState error={failed.error} onRetry={() => void failed.refetch()} retryLabel="Read again" />
      </Page>
    );
  if (site === null && answer.data)
    return (
      <Page heading="There is no site in this configuration.">
        <EmptyState title="Nothing to set up yet.">
          A site with an HTTP or HTTPS binding comes first.
        </EmptyState>
      </Page>
    );
  if (!stored.data || !plan.data) return <SkeletonPage label="Working out the set-up" />;
  return (
    <SetupView
      key={`${serverId}:${where.site}:${application}`}
      {...{ where, picker, navigate }}
      stored={stored.data}
      plan={plan.data}
    />
  );
}
