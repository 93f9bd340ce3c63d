import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SitePicker } from '../../components/SitePicker';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { useFirstSite } from '../../ipc/use-first-site';
import type { PageProps } from '../shell/page-props';
import { LogsOfSite } from './LogsOfSite';

/** Logs of one site: which sockets ended and when, which handshakes were refused, and why. */
export default function LogsPage({ serverId, navigate, ...props }: PageProps) {
  const { site, application, answer } = useFirstSite(serverId, props.site, props.application);
  const sources = useCall('logs.sources', { serverId, site: site ?? '-' }, { enabled: site !== null });
  const picker = (
    <SitePicker
      {...{ serverId, site, application }}
      sitesOnly
      onPick={(picked) => navigate({ site: picked, application: '/', params: {} })}
    />
  );
  if (answer.isError)
    return (
      <Page heading="The sites could not be read.">
        <ErrorState error={answer.error} onRetry={() => void answer.refetch()} retryLabel="Read again" />
      </Page>
    );
  if (site === null)
    return answer.isPending ? (
      <SkeletonPage label="Reading the sites" />
    ) : (
      <Page heading="There is no site in this configuration.">
        <EmptyState title="No log to read.">Logs are kept per site.</EmptyState>
      </Page>
    );
  if (sources.isError)
    return (
      <Page heading={`The log settings of ${site} could not be read.`} names={[site]} right={picker}>
        <ErrorState error={sources.error} onRetry={() => void sources.refetch()} retryLabel="Read again" />
      </Page>
    );
  if (!sources.data) return <SkeletonPage label={`Looking for the logs of ${site}`} />;
  return (
    <LogsOfSite
      key={`${serverId}:${site}`}
      {...{ serverId, site, picker, navigate }}
      sources={sources.data}
    />
  );
}
