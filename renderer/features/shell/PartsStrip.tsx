import Button from '@mui/material/Button';
import type { ServerPart } from '../../../shared/model/server';
import { classNames } from '../../components/class-names';
import { Lamp } from '../../components/Lamp';
import { useAction, useCall } from '../../ipc/hooks';
import { Elevate } from './Elevate';
import styles from './ProblemStrip.module.css';

/** What of a real server could not be read, why, and what to do: the rest is shown all the same. */
export function PartsStrip({ serverId }: { serverId: string }) {
  const { data } = useCall('servers.overview', { serverId });
  const parts = data?.parts ?? [];
  const failed = parts.filter(({ state }) => state === 'failed');
  const reading = parts.filter(({ state }) => state === 'reading').map(({ title }) => title);
  if (failed.length === 0 && reading.length === 0) return null;
  return (
    <section
      aria-label="Parts of this server"
      className={classNames(styles.strip, failed.length > 0 && styles.warning)}
    >
      <ul className={styles.list}>
        {failed.map((part) => (
          <li key={part.id} className={styles.problem}>
            <Lamp state="unknown" word={`${part.title}: unknown`} />
            <span className={styles.sentence}>
              {part.sentence} {part.fix}
            </span>
            <Offer serverId={serverId} offer={part.offer} />
          </li>
        ))}
        {reading.length > 0 && (
          <li className={styles.problem} aria-live="polite">
            <Lamp quiet state="unknown" word="reading" />
            <span className={styles.sentence}>Still reading: {reading.join(', ')}.</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Offer({ serverId, offer }: { serverId: string; offer: ServerPart['offer'] }) {
  const add = useAction('changes.add');
  if (offer === 'elevate') return <Elevate />;
  if (offer !== 'install-management-scripts') return null;
  return (
    <Button
      size="small"
      disabled={add.isPending || add.isSuccess}
      onClick={() =>
        add.mutate({
          serverId,
          weight: 'blocks',
          requests: [{ kind: 'action', action: { kind: 'install-feature', feature: 'Web-Scripting-Tools' } }],
        })
      }
    >
      {add.isSuccess ? 'Added to the pending changes' : 'Install…'}
    </Button>
  );
}
