import Button from '@mui/material/Button';
import type { HandshakeReport, TesterState } from '../../../shared/model/tester';
import { ErrorState } from '../../components/ErrorState';
import { StateSign } from '../../components/StateSign';
import type { BridgeError } from '../../ipc/bridge';
import { dropped, endedWell, givenUp } from './end-words';
import styles from './TesterPage.module.css';

interface Props {
  state: TesterState | undefined;
  error: BridgeError | null;
  onReadiness: (() => void) | undefined;
  /** Tries once more and goes where the answer points. */
  onFollow: (redirects: number) => void;
}

/** Why it failed or ended, in one sentence; nothing while all is well. */
export function Verdict({ state, error, onReadiness, onFollow }: Props) {
  if (error) return <ErrorState inline error={error} />;
  if (state?.phase !== 'ended' || state.diagnosis === null || givenUp(state)) return null;
  const well = state.end !== null && state.handshake?.status === 101 && endedWell(state.end);
  // What was done here on purpose is neither good nor bad news.
  const meant = state.end !== null && well && dropped(state.end);
  const to = redirectOf(state.handshake);
  return (
    <div role={well ? 'status' : 'alert'} className={well ? styles.calm : styles.fault}>
      {!meant && (
        <span className={styles.sign}>
          <StateSign state={well ? 'good' : 'broken'} size={16} />
        </span>
      )}
      <p className={styles.diagnosis}>
        {state.diagnosis.sentence}
        {state.end?.bytes !== undefined && state.end.bytes !== '' && (
          <span className={styles.wrongBytes}>
            The bytes that were wrong: <code>{pairsOf(state.end.bytes)}</code>
          </span>
        )}
      </p>
      {to !== null && (
        <Button title={to} onClick={() => onFollow((state.handshake?.redirects?.length ?? 0) + 1)}>
          Follow
        </Button>
      )}
      {!well && onReadiness && <Button onClick={onReadiness}>Show the path</Button>}
    </div>
  );
}

const SHOWN_BYTES = 32;

function pairsOf(hex: string): string {
  const pairs = hex.match(/../g) ?? [];
  return `${pairs.slice(0, SHOWN_BYTES).join(' ')}${pairs.length > SHOWN_BYTES ? ' …' : ''}`;
}

/** Where a 3xx points, as it was written; null where the answer points nowhere. */
function redirectOf(report: HandshakeReport | null): string | null {
  const status = report?.status ?? 0;
  if (status < 301 || status > 308 || status === 304) return null;
  return report?.headers.find(({ name }) => name.toLowerCase() === 'location')?.value ?? null;
}
