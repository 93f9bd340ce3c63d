import Button from '@mui/material/Button';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { duration } from '../../components/format';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import { LiveChart, viewWords, views } from './LiveChart';
import type { View } from './LiveChart';
import styles from './LivePage.module.css';

interface Props {
  serverId: string;
  view: View;
  windowS: number;
  windows: readonly number[];
  onView: (view: View) => void;
  onWindow: (seconds: number) => void;
}

/** The whole server's lines, and what both charts show. */
export function ServerCard({ serverId, view, windowS, windows, onView, onWindow }: Props) {
  const subject = { kind: 'server' } as const;
  const history = useCall('live.history', { serverId, subject, windowS }, { keepPrevious: true });
  return (
    <Card
      title="Whole server"
      aside={
        <>
          <span role="group" aria-label="What the charts show" className={styles.choice}>
            {views.map((each) => (
              <Button key={each} size="small" aria-pressed={each === view} onClick={() => onView(each)}>
                {viewWords[each]}
              </Button>
            ))}
          </span>
          <select
            className={styles.window}
            aria-label="Time that the charts show"
            value={windowS}
            onChange={(event) => onWindow(Number(event.target.value))}
          >
            {windows.map((seconds) => (
              <option key={seconds} value={seconds}>
                {duration(seconds)}
              </option>
            ))}
          </select>
        </>
      }
    >
      {history.isError ? (
        <ErrorState inline error={history.error} onRetry={() => void history.refetch()} />
      ) : history.data ? (
        <LiveChart of="the whole server" view={view} history={history.data} />
      ) : (
        <SkeletonLines lines={5} label="Reading the history" />
      )}
    </Card>
  );
}
