import { Suspense, lazy, useState } from 'react';
import type { ServerSummary } from '../../../shared/model/server';
import { classNames } from '../../components/class-names';
import { stateWord } from '../../components/Lamp';
import { StateSign } from '../../components/StateSign';
import { useAction } from '../../ipc/hooks';
import type { Place } from './page-props';
import { formatPlace, moved } from './place';
import styles from './Rail.module.css';

const RemoveDialog = lazy(() => import('./RemoveDialog'));

interface Props {
  server: ServerSummary;
  place: Place;
  navigate: (to: Partial<Place>) => void;
}

/** A server in the rail: light, name, a word or two. All but the practice server can be taken off the list. */
export function ServerItem({ server, place, navigate }: Props) {
  const here = place.server === server.id;
  return (
    <li className={styles.server}>
      <a
        href={formatPlace(moved(place, { server: server.id }))}
        className={classNames(styles.item, here && styles.on)}
        aria-current={here ? 'true' : undefined}
        title={`${server.name}\n${server.detail}`}
      >
        <span className={styles[server.state]}>
          <StateSign state={server.state} />
        </span>
        <span className={styles.name}>{server.name}</span>{' '}
        {server.production && (
          <span className={styles.prod} role="img" aria-label="Production" title="Production">
            P
          </span>
        )}{' '}
        <span className={styles.note}>{server.note === '' ? stateWord[server.state] : server.note}</span>
      </a>
      {server.kind !== 'practice' && (
        <Remove server={server} onRemoved={() => here && navigate({ server: null, page: 'readiness' })} />
      )}
    </li>
  );
}

function Remove({ server, onRemoved }: { server: ServerSummary; onRemoved: () => void }) {
  const [asking, setAsking] = useState(false);
  const remove = useAction('servers.remove');
  const close = () => {
    setAsking(false);
    remove.reset();
  };
  return (
    <>
      <button
        type="button"
        className={styles.remove}
        aria-label={`Take ${server.name} off the list`}
        title="Take off the list…"
        onClick={() => setAsking(true)}
      >
        ×
      </button>
      {asking && (
        <Suspense fallback={null}>
          <RemoveDialog
            name={server.name}
            production={server.production === true}
            file={server.kind === 'file'}
            busy={remove.isPending}
            error={remove.error}
            onRemove={() => remove.mutate({ serverId: server.id }, { onSuccess: onRemoved })}
            onClose={close}
          />
        </Suspense>
      )}
    </>
  );
}
