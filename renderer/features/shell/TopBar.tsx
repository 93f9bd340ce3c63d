import Button from '@mui/material/Button';
import { Pill } from '../../components/Pill';
import type { BridgeError } from '../../ipc/bridge';
import { useCall } from '../../ipc/hooks';
import { AccessControls } from './AccessControls';
import { PracticeControls } from './PracticeControls';
import { ProductionControl } from './ProductionControl';
import { ReadAgo } from './ReadAgo';
import styles from './TopBar.module.css';

interface Props {
  serverId: string;
  refreshing: boolean;
  error: BridgeError | null;
  onRefresh: () => void;
}

/** Which server this is, what kind of thing it is, when it was read. */
export function TopBar({ serverId, refreshing, error, onRefresh }: Props) {
  const { data } = useCall('servers.overview', { serverId });
  return (
    <header className={styles.bar}>
      {data && (
        <>
          <p className={styles.name} title={data.entry.name}>
            {data.entry.name}
          </p>
          {data.entry.kind === 'practice' && <Pill tone="accent">practice, not a real server</Pill>}
          {data.access && <AccessControls {...{ serverId, ...data.access }} name={data.entry.name} />}
          {data.readOnly !== undefined && data.access?.unlocked !== false && (
            <span title={data.readOnly}>
              <Pill tone="warn">
                read-only<span className="visually-hidden">: {data.readOnly}</span>
              </Pill>
            </span>
          )}
          <p className={styles.description} title={`${data.description}\n${data.configFile}`}>
            {data.description}
          </p>
        </>
      )}
      <div className={styles.controls}>
        {error ? (
          <p role="alert" className={styles.error}>
            {error.message}
          </p>
        ) : (
          data && <ReadAgo at={data.readAt} />
        )}
        {data?.practice && <PracticeControls practice={data.practice} />}
        {data && !data.practice && <ProductionControl entry={data.entry} />}
        <Button onClick={onRefresh} disabled={refreshing} aria-keyshortcuts="F5">
          {refreshing ? 'Reading…' : 'Refresh'}
        </Button>
      </div>
    </header>
  );
}
