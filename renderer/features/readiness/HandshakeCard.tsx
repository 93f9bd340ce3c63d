import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import type { ReadinessPage } from '../../../shared/model/readiness';
import { Card } from '../../components/Card';
import { ErrorState } from '../../components/ErrorState';
import { useAction } from '../../ipc/hooks';
import { fromText, presets, toText } from './address-text';
import styles from './HandshakeCard.module.css';
import { Outcome } from './Outcome';

interface Props {
  serverId: string;
  site: string;
  application: string;
  page: ReadinessPage;
}

/** The socket's own address, which stands in no configuration, and a handshake tried on it. */
export function HandshakeCard({ serverId, site, application, page }: Props) {
  const id = useId();
  const [text, setText] = useState(() => toText(page.address));
  // Open from the start where something is remembered in it: what is sent is never out of sight.
  const [more, setMore] = useState(text.subprotocols !== '' || text.headers !== '');
  const [wrong, setWrong] = useState<string | null>(null);
  const remember = useAction('readiness.setAddress');
  const attempt = useAction('readiness.tryHandshake');
  const busy = remember.isPending || attempt.isPending;
  const where = { serverId, site, application };

  const tryIt = () => {
    const address = fromText(text);
    setWrong(typeof address === 'string' ? address : null);
    if (typeof address === 'string') return;
    attempt.reset();
    remember.mutate({ ...where, address }, { onSuccess: () => attempt.mutate(where) });
  };
  const failed = remember.error ?? attempt.error;

  return (
    <Card fill title="The socket’s own address">
      <div className={styles.last}>
        {failed && <ErrorState inline error={failed} />}
        {!failed && <Outcome handshake={page.handshake} pending={page.handshakePending || busy} />}
      </div>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          tryIt();
        }}
      >
        <p className={styles.why}>
          It stands in no configuration, so it is remembered here, per application.
        </p>
        <div className={styles.row}>
          <label htmlFor={`${id}-path`}>Path</label>
          <div className={styles.presets} role="group" aria-label="Usual paths">
            {presets.map(({ title, path }) => (
              <Button key={title} size="small" variant="text" onClick={() => setText({ ...text, path })}>
                {title}
              </Button>
            ))}
          </div>
        </div>
        <input
          id={`${id}-path`}
          value={text.path}
          placeholder="/hub"
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => setText({ ...text, path: event.target.value })}
        />
        <details className={styles.rest} open={more} onToggle={(event) => setMore(event.currentTarget.open)}>
          <summary>Subprotocols and headers</summary>
          <label htmlFor={`${id}-sub`}>Subprotocols, with commas between</label>
          <input
            id={`${id}-sub`}
            value={text.subprotocols}
            placeholder="none"
            spellCheck={false}
            onChange={(event) => setText({ ...text, subprotocols: event.target.value })}
          />
          <label htmlFor={`${id}-headers`}>Headers, one a line</label>
          <textarea
            id={`${id}-headers`}
            value={text.headers}
            rows={2}
            placeholder="Authorization: Bearer …"
            spellCheck={false}
            onChange={(event) => setText({ ...text, headers: event.target.value })}
          />
        </details>
        <p id={`${id}-wrong`} role="status" className={styles.wrong}>
          {wrong}
        </p>
        <div className={styles.try}>
          <Button type="submit" variant="contained" disabled={busy}>
            {busy ? 'Trying…' : 'Try the handshake'}
          </Button>
          {page.handshakeMode === 'asked' && <span>This runs the application’s code.</span>}
        </div>
      </form>
    </Card>
  );
}
