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
        <label htmlFor={`${id}-path`}>Path</label>
        <input
          id={`${id}-path`}
          value={text.path}
          placeholder="/hub"
          spellCheck={false}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-wrong`}
          onChange={(event) => setText({ ...text, path: event.target.value })}
        />
        <div className={styles.presets} role="group" aria-label="Usual paths">
          {presets.map(({ title, path }) => (
            <Button key={title} size="small" onClick={() => setText({ ...text, path })}>
              {title}
            </Button>
          ))}
        </div>
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
        <p id={`${id}-wrong`} role="status" className={styles.wrong}>
          {wrong}
        </p>
        {page.handshakeMode === 'impossible' ? (
          <p className={styles.why}>A file has no socket to try; the Tester can dial any address.</p>
        ) : (
          <div className={styles.try}>
            <Button type="submit" variant="contained" disabled={busy}>
              {busy ? 'Trying…' : 'Try the handshake'}
            </Button>
            {page.handshakeMode === 'asked' && <span>This runs the application’s code.</span>}
          </div>
        )}
      </form>
      {failed && <ErrorState inline error={failed} />}
      {!failed && page.handshakeMode !== 'impossible' && (
        <Outcome handshake={page.handshake} pending={page.handshakePending || busy} />
      )}
    </Card>
  );
}
