import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import type { OpenedSession } from '../../../../shared/model/keep';
import type { TesterState } from '../../../../shared/model/tester';
import type { BuiltRequest } from '../connect-request';
import { shownElsewhere } from '../whose';
import { CommandPart } from './CommandPart';
import { ExportPart } from './ExportPart';
import styles from './Keep.module.css';
import { OpenPart } from './OpenPart';
import { SecretsTick } from './SecretsTick';

interface Props {
  state: TesterState | undefined;
  built: BuiltRequest;
  onOpened: (opened: OpenedSession) => void;
  onClose: () => void;
}

/** Takes a session along: as a file, or as a command; and brings one back. */
export default function KeepDialog({ state, built, onOpened, onClose }: Props) {
  const [secrets, setSecrets] = useState(false);
  const id = useId();
  const shown = built.ok ? shownElsewhere(state, built.request.url) : null;
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>Take along</DialogTitle>
      <DialogContent>
        <div className={styles.parts}>
          <SecretsTick on={secrets} onChange={setSecrets} />
          <section aria-labelledby={`${id}-file`}>
            <h3 id={`${id}-file`}>The session as a file</h3>
            {state === undefined ? (
              <p className={styles.note}>Connect first: there is no session to save yet.</p>
            ) : (
              <>
                {shown !== null && (
                  <p className={styles.note}>
                    Of <code>{shown}</code>, which was dialled; the command is for the address that is typed
                    now.
                  </p>
                )}
                <ExportPart state={state} secrets={secrets} />
              </>
            )}
          </section>
          <section aria-labelledby={`${id}-command`}>
            <h3 id={`${id}-command`}>The socket as a command</h3>
            {built.ok ? (
              <CommandPart connect={built.request} secrets={secrets} />
            ) : (
              <p className={styles.note}>{built.sentence}</p>
            )}
          </section>
          <section aria-labelledby={`${id}-open`}>
            <h3 id={`${id}-open`}>A saved session</h3>
            <OpenPart onOpened={onOpened} />
          </section>
        </div>
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose}>Close</Button>
      </DialogActions>
    </Dialog>
  );
}
