import Button from '@mui/material/Button';
import InputBase from '@mui/material/InputBase';
import { useId } from 'react';
import type { ReactNode } from 'react';
import { Pill, toneOf } from '../../components/Pill';
import { AddressOptions } from './AddressOptions';
import { CloseMenu } from './CloseMenu';
import { schemeNote } from './connect-request';
import type { AddressDraft } from './connect-request';
import styles from './ConnectBar.module.css';
import { phaseWords } from './end-words';
import type { Session } from './use-session';

interface Props {
  draft: AddressDraft;
  onChange: (change: Partial<AddressDraft>) => void;
  session: Session;
  picker: ReactNode;
  /** A picked site's address is not there yet: connecting now would go to the one before. */
  filling: boolean;
  /** Why a picked site's address isn't known. */
  siteSentence: string | null;
}

/** Where to, how, and the one thing to do: connect, or close. */
export function ConnectBar({ draft, onChange, session, picker, filling, siteSentence }: Props) {
  const { state, dialling, wrong } = session;
  const noteId = useId();
  const words = phaseWords(state);
  const phase = state?.phase;
  const live = phase === 'open' || phase === 'closing';
  const problem = wrong?.sentence ?? siteSentence;
  const note = problem ?? schemeNote(draft.url);
  return (
    <div>
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          if (!live && !dialling && !filling) void session.connect();
        }}
      >
        {picker}
        <div className={wrong?.field === 'url' ? styles.wrong : styles.bar}>
          <span role="status" className={styles.phase}>
            <Pill tone={toneOf[words.state]}>{dialling ? 'connecting' : words.text}</Pill>
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
            onChange={(event) => {
              onChange({ url: event.target.value });
              session.clearWrong();
            }}
          />
          <AddressOptions
            draft={draft}
            wrong={wrong}
            onChange={(change) => {
              onChange(change);
              session.clearWrong();
            }}
          />
        </div>
        {live ? (
          <CloseMenu onClose={(code, reason) => void session.close(code, reason)} />
        ) : (
          <Button
            type="submit"
            size="large"
            variant="contained"
            className={styles.connect}
            disabled={dialling || filling || phase === 'connecting'}
          >
            {dialling || phase === 'connecting'
              ? 'Connecting…'
              : phase === 'ended'
                ? 'Connect again'
                : 'Connect'}
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
