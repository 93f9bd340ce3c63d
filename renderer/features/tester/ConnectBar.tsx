import Button from '@mui/material/Button';
import InputBase from '@mui/material/InputBase';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Pill, toneOf } from '../../components/Pill';
import { CloseMenu } from './CloseMenu';
import type { AddressDraft, ConnectChange } from './connect/address-draft';
import { addressNote } from './connect/checked-url';
import { ConnectOptions } from './connect/ConnectOptions';
import styles from './ConnectBar.module.css';
import { phaseWords } from './end-words';
import type { Talk } from './talk/use-talk';
import type { Session } from './use-session';
import { shownElsewhere } from './whose';

interface Props {
  draft: AddressDraft;
  onChange: ConnectChange;
  session: Session;
  talk: Talk;
  onInspect: () => void;
  onConnect: () => void;
  picker: ReactNode;
  /** A picked site's address is not there yet: connecting now would go to the one before. */
  filling: boolean;
  /** Whether the socket is what the page shows now, and not probes or a load. */
  main: boolean;
  /** Why a picked site's address isn't known. */
  siteSentence: string | null;
}

/** Where to, how, and the one thing to do: connect, or close. */
export function ConnectBar(props: Props) {
  const { draft, session, talk, picker, filling, main, siteSentence } = props;
  const { state, dialling, wrong } = session;
  const noteId = useId();
  const shown = shownElsewhere(state, draft.url);
  const words = phaseWords(state);
  const phase = state?.phase;
  const live = phase === 'open' || phase === 'closing';
  const connecting = dialling || phase === 'connecting';
  const problem = wrong?.sentence ?? siteSentence;
  const note = problem ?? addressNote(draft.url);
  const connect = () => {
    if (!live && !connecting && !filling) props.onConnect();
  };
  const change: ConnectChange = (changed) => {
    props.onChange(changed);
    session.setWrong(null);
  };
  return (
    <div>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          connect();
        }}
      >
        {picker !== false && <div className={styles.picker}>{picker}</div>}
        <div className={wrong?.field === 'url' ? styles.wrong : styles.bar}>
          <span role="status" className={styles.phase}>
            {/* How another socket ended is no word on a load. */}
            {(live || connecting || (main && shown === null)) && (
              <Pill tone={connecting ? 'neutral' : toneOf[words.state]}>
                {dialling ? 'connecting' : words.text}
              </Pill>
            )}
          </span>
          <InputBase
            className={styles.url}
            value={draft.url}
            placeholder="ws://host:port/path"
            error={wrong?.field === 'url'}
            inputProps={{
              'aria-label': 'Address of the socket',
              'aria-describedby': noteId,
              spellCheck: false,
            }}
            onChange={(event) => change({ url: event.target.value })}
          />
          <ConnectOptions
            draft={draft}
            wrong={wrong}
            onChange={change}
            onConnect={live || connecting ? undefined : connect}
            onInspect={props.onInspect}
          />
        </div>
        {live ? (
          <CloseMenu
            onClose={(code, reason) => void talk.close(code, reason)}
            onDrop={(how) => void talk.drop(how)}
          />
        ) : connecting ? (
          <Button size="large" className={styles.connect} onClick={session.cancel}>
            Cancel
          </Button>
        ) : (
          <Button
            type="submit"
            size="large"
            variant={main ? 'contained' : 'outlined'}
            className={styles.connect}
            disabled={filling}
          >
            {main && phase === 'ended' && shown === null ? 'Connect again' : 'Connect'}
          </Button>
        )}
      </form>
      <p
        id={noteId}
        className={note === null ? 'visually-hidden' : problem === null ? styles.note : styles.sentence}
        aria-live="polite"
      >
        {note}
      </p>
    </div>
  );
}
