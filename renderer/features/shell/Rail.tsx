import type { UseQueryResult } from '@tanstack/react-query';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import type { CallOutput } from '../../../shared/contract';
import type { BridgeError } from '../../ipc/bridge';
import { AddComputer } from './AddComputer';
import { AddFile } from './AddFile';
import { Mark } from './Mark';
import { PageNav } from './PageNav';
import type { Place } from './page-props';
import styles from './Rail.module.css';
import { ServerItem } from './ServerItem';

interface Props {
  place: Place;
  list: UseQueryResult<CallOutput<'servers.list'>, BridgeError>;
  pendingCount: number;
  navigate: (to: Partial<Place>) => void;
}

/** The servers, and the pages of the chosen one. */
export function Rail({ place, list, pendingCount, navigate }: Props) {
  const chosen = list.data?.servers.find(({ id }) => id === place.server);
  return (
    <aside aria-label="Servers and pages" className={styles.rail}>
      <p className={styles.mark}>
        <Mark />
        IIS Switchboard
      </p>
      <nav aria-labelledby="rail-servers" className={styles.servers}>
        <h2 id="rail-servers" className={styles.head}>
          Servers
        </h2>
        {list.isError && <ErrorState inline error={list.error} onRetry={() => void list.refetch()} />}
        {list.isPending && (
          <div className={styles.coming}>
            <SkeletonLines lines={2} label="Reading the servers" />
          </div>
        )}
        <ul className={styles.list}>
          {list.data?.servers.map((server) => (
            <ServerItem key={server.id} server={server} place={place} navigate={navigate} />
          ))}
        </ul>
        <AddComputer onAdded={(server) => navigate({ server, page: 'readiness' })} />
        <AddFile onAdded={(server) => navigate({ server, page: 'readiness' })} />
      </nav>
      {place.server !== null && (
        <PageNav place={place} name={chosen?.name ?? 'Pages'} pendingCount={pendingCount} />
      )}
    </aside>
  );
}
