import Button from '@mui/material/Button';
import type { TesterState } from '../../../shared/model/tester';
import { ErrorState } from '../../components/ErrorState';
import { StateSign } from '../../components/StateSign';
import type { BridgeError } from '../../ipc/bridge';
import { endedWell } from './end-words';
import styles from './TesterPage.module.css';

interface Props {
  state: TesterState | undefined;
  error: BridgeError | null;
  onReadiness: (() => void) | undefined;
}

/** Why it failed or ended, in one sentence; nothing while all is well. */
export function Verdict({ state, error, onReadiness }: Props) {
  if (error) return <ErrorState inline error={error} />;
  if (state?.phase !== 'ended' || state.diagnosis === null) return null;
  const well = state.end !== null && state.handshake?.status === 101 && endedWell(state.end);
  return (
    <div role="alert" className={well ? styles.calm : styles.fault}>
      <span className={styles.sign}>
        <StateSign state={well ? 'good' : 'broken'} size={16} />
      </span>
      <p className={styles.diagnosis}>{state.diagnosis.sentence}</p>
      {!well && onReadiness && <Button onClick={onReadiness}>Show the path</Button>}
    </div>
  );
}
