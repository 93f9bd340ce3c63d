import Button from '@mui/material/Button';
import { useState } from 'react';
import type { LiveSubject } from '../../../shared/model/live';
import type { ServerAction } from '../../../shared/model/readiness';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { ActionAsk } from './ActionAsk';
import { LiveChart } from './LiveChart';
import type { View } from './LiveChart';
import styles from './LivePage.module.css';
import { nowWords } from './words';

interface Props {
  serverId: string;
  subject: Exclude<LiveSubject, { kind: 'server' }>;
  view: View;
  windowS: number;
  onClose: () => void;
  /** An action is among the pending changes. */
  onAdded: () => void;
}

/** With the line above it as high as the server's chart, whose axis it is beside. */
const HEIGHT = 128;

interface Offer {
  title: string;
  action: ServerAction;
}

/** The chosen site or pool: its lines, and what can be done to it. */
export function ChosenCard({ serverId, subject, view, windowS, onClose, onAdded }: Props) {
  const history = useCall('live.history', { serverId, subject, windowS }, { keepPrevious: true });
  const [asked, setAsked] = useState<Offer | null>(null);
  const { name } = subject;
  const { data } = history;
  return (
    <Card
      label={name}
      title={
        <span className={styles.name} title={name}>
          {name}
        </span>
      }
      aside={
        <>
          {data &&
            offersOf(subject, data.state, data.pools).map((offer) => (
              <Button key={offer.title} size="small" onClick={() => setAsked(offer)}>
                {shortTitle(offer)}…
              </Button>
            ))}
          <Button size="small" variant="text" aria-label={`Put ${name} away`} onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {data && <p className={styles.now}>{nowWords(data.now)}</p>}
      {history.isError ? (
        <ErrorState inline error={history.error} onRetry={() => void history.refetch()} />
      ) : data ? (
        <LiveChart of={name} view={view} history={data} height={HEIGHT} />
      ) : (
        <SkeletonLines lines={5} label={`Reading ${name}`} />
      )}
      {asked && <ActionAsk serverId={serverId} {...asked} onAdded={onAdded} onClose={() => setAsked(null)} />}
    </Card>
  );
}

/** By what it is and how it is now; a site is recycled through its pool, where it has just one. */
function offersOf(subject: Props['subject'], state: string | null, pools: readonly string[]): Offer[] {
  const { kind, name } = subject;
  const stopped = state === 'Stopped';
  if (kind === 'site') {
    const [pool] = pools;
    return [
      ...(pool !== undefined && pools.length === 1
        ? [{ title: `Recycle ${pool}`, action: { kind: 'recycle-pool' as const, pool } }]
        : []),
      stopped
        ? { title: `Start ${name}`, action: { kind: 'start-site', site: name } }
        : { title: `Stop ${name}`, action: { kind: 'stop-site', site: name } },
    ];
  }
  if (stopped) return [{ title: `Start ${name}`, action: { kind: 'start-pool', pool: name } }];
  return [
    { title: `Recycle ${name}`, action: { kind: 'recycle-pool', pool: name } },
    { title: `Stop ${name}`, action: { kind: 'stop-pool', pool: name } },
  ];
}

/** The card's title says the name already, unless it is that of the site's pool. */
const shortTitle = ({ title, action }: Offer): string =>
  action.kind === 'recycle-pool' ? 'Recycle pool' : (title.split(' ', 1)[0] ?? title);
