import type { BuiltRequest } from '../connect-request';
import { IdleCard } from './IdleCard';
import { OriginCard } from './OriginCard';
import styles from './Probes.module.css';

/** Questions to the address above that one socket by hand doesn't answer. */
export function ProbesTab({ serverId, built }: { serverId: string; built: BuiltRequest }) {
  return (
    <div className={styles.columns}>
      <IdleCard serverId={serverId} built={built} />
      <OriginCard serverId={serverId} built={built} />
    </div>
  );
}
