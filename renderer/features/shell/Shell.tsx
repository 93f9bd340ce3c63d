import { Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { visible } from '../../../shared/visible';
import { classNames } from '../../components/class-names';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { HeadingFocus, createHeadingWish } from '../../components/heading-focus';
import { Page } from '../../components/Page';
import { Production, useProduction } from '../../components/production';
import { SkeletonPage } from '../../components/Skeletons';
import { useAction, useCall, useServerChanges } from '../../ipc/hooks';
import { FaultBoundary } from './FaultBoundary';
import { Notices } from './Notices';
import { pages } from './pages';
import type { Place } from './page-props';
import { FIRST_SERVER, moved } from './place';
import { PartsStrip } from './PartsStrip';
import { ProductionBand } from './ProductionBand';
import { ProblemStrip } from './ProblemStrip';
import { Rail } from './Rail';
import { ReviewButton } from './ReviewButton';
import styles from './Shell.module.css';
import { TopBar } from './TopBar';
import { useKeys } from './use-keys';
import { usePlace } from './use-place';

/** Pages that show what is pending themselves. */
const ownsReview: ReadonlySet<string> = new Set(['changes', 'setup']);

/** Rail, top bar and the page between them. */
export function Shell() {
  const [asked, go] = usePlace();
  const list = useCall('servers.list', {});
  const servers = list.data?.servers ?? [];
  // A server in the address is trusted until the list says otherwise: neither a reload nor one just added waits for it.
  const known =
    list.data === undefined || list.isFetching
      ? (asked.server ?? FIRST_SERVER)
      : servers.find(({ id }) => id === asked.server)?.id;
  const server = known ?? (servers.find(({ kind }) => kind === 'practice') ?? servers[0])?.id ?? null;
  const entry = servers.find(({ id }) => id === server);
  const production = entry?.production ? entry.name : null;
  const place = useMemo(
    () => (server === asked.server ? asked : { ...asked, server, site: null, application: '/', params: {} }),
    [asked, server],
  );

  // From what is shown, not from what the address asked for: at the start it names no server.
  const navigate = useCallback((to: Partial<Place>) => go(moved(place, to)), [go, place]);

  useServerChanges(server);
  const pending = useCall('changes.get', { serverId: server ?? '' }, { enabled: server !== null });
  const pendingCount = pending.data?.changes.length ?? 0;
  const refresh = useAction('servers.refresh');
  const readAgain = () => {
    if (server !== null) refresh.mutate({ serverId: server });
  };
  useKeys((page) => navigate({ page }), readAgain);
  const main = useRef<HTMLElement>(null);

  return (
    <Production value={production}>
      <div className={classNames(styles.window, production !== null && styles.production)}>
        {production !== null && <ProductionBand name={production} />}
        <button type="button" className={styles.skip} onClick={() => main.current?.focus()}>
          Skip to the page
        </button>
        <Rail place={place} list={list} pendingCount={pendingCount} navigate={navigate} />
        <div className={styles.right}>
          {server !== null && (
            <TopBar
              serverId={server}
              refreshing={refresh.isPending}
              error={refresh.error}
              onRefresh={readAgain}
            />
          )}
          {server !== null && <ProblemStrip serverId={server} />}
          {server !== null && <PartsStrip serverId={server} />}
          <main ref={main} tabIndex={-1} className={styles.main}>
            {server !== null ? (
              <PageHere
                place={{ ...place, server }}
                serverId={server}
                navigate={navigate}
                onRefresh={readAgain}
              />
            ) : list.isError ? (
              <ErrorState error={list.error} onRetry={() => void list.refetch()} />
            ) : list.isPending ? (
              <SkeletonPage label="Reading the servers" />
            ) : (
              <EmptyState title="No server is here.">
                Add a configuration file in the rail on the left.
              </EmptyState>
            )}
          </main>
          {pendingCount > 0 && !ownsReview.has(place.page) && server !== null && (
            <ReviewButton place={place} count={pendingCount} />
          )}
          <Notices />
        </div>
      </div>
    </Production>
  );
}

interface PageHereProps {
  place: Place;
  serverId: string;
  navigate: (to: Partial<Place>) => void;
  onRefresh: () => void;
}

function PageHere({ place, serverId, navigate, onRefresh }: PageHereProps) {
  const overview = useCall('servers.overview', { serverId });
  const { Component, title } = pages[place.page];
  const key = `${serverId}/${place.page}`;

  // The heading of a page that was gone to takes the focus when it is there; the window's first page leaves it alone.
  // A layout effect, so that the wish is there before the heading's own effect looks.
  const [wish] = useState(createHeadingWish);
  const last = useRef(key);
  useLayoutEffect(() => {
    if (last.current === key) return;
    last.current = key;
    wish.make();
  }, [key, wish]);
  const production = useProduction();
  useEffect(() => {
    const name = overview.data?.entry.name ?? 'IIS Switchboard';
    document.title = visible(`${title} · ${name}${production === null ? '' : ' · Production'}`);
  }, [title, overview.data?.entry.name, production]);

  const failed = overview.data?.error;
  return (
    <HeadingFocus value={wish}>
      <FaultBoundary key={key} what={`The page ${title}`}>
        {failed !== undefined && place.page !== 'tester' && place.page !== 'changes' ? (
          <Page heading={`${overview.data?.entry.name ?? 'The server'} could not be read.`}>
            <ErrorState error={failed} retryLabel="Read again" onRetry={onRefresh} />
          </Page>
        ) : (
          <Suspense fallback={<SkeletonPage label={title} />}>
            <Component
              serverId={serverId}
              site={place.site}
              application={place.application}
              params={place.params}
              navigate={navigate}
            />
          </Suspense>
        )}
      </FaultBoundary>
    </HeadingFocus>
  );
}
