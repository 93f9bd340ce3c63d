import Button from '@mui/material/Button';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import { SitePicker } from '../../components/SitePicker';
import { SkeletonPage } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { useFirstSite } from '../../ipc/use-first-site';
import type { PageProps } from '../shell/page-props';
import { ReadinessView } from './ReadinessView';

/** Why WebSockets work or don't on one application: the verdict, the path, the cause and the cure. */
export default function ReadinessPage(props: PageProps) {
  const { serverId, navigate } = props;
  const { site, application, answer } = useFirstSite(serverId, props.site, props.application);
  const page = useCall(
    'readiness.get',
    { serverId, site: site ?? '', application },
    { enabled: site !== null, keepPrevious: true },
  );
  const picker = (
    <SitePicker
      serverId={serverId}
      site={site}
      application={application}
      onPick={(picked, path) => navigate({ site: picked, application: path, params: {} })}
    />
  );
  const failed = answer.error ?? page.error;
  if (failed) {
    return (
      <Page
        heading={site === null ? 'The sites could not be read.' : `${site} could not be checked.`}
        names={[site]}
        right={picker}
      >
        <ErrorState
          error={failed}
          onRetry={() => void (answer.error ? answer.refetch() : page.refetch())}
          {...(failed.code === 'not-found' && props.site !== null
            ? {
                action: (
                  <Button onClick={() => navigate({ site: null, application: '/', params: {} })}>
                    Show the first site
                  </Button>
                ),
              }
            : {})}
        />
      </Page>
    );
  }
  if (site === null && answer.data) {
    return (
      <Page heading="There is no site in this configuration.">
        <EmptyState title="Nothing can upgrade here yet.">
          A site with an HTTP or HTTPS binding comes first.
        </EmptyState>
      </Page>
    );
  }
  if (site === null || page.data === undefined) return <SkeletonPage label="Checking the path" />;
  return <ReadinessView {...props} page={page.data} picker={picker} />;
}
