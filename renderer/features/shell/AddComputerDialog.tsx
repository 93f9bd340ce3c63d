import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import { ErrorState } from '../../components/ErrorState';
import type { BridgeError } from '../../ipc/bridge';
import styles from './AddFileDialog.module.css';

interface Props {
  busy: boolean;
  error: BridgeError | null;
  onSubmit: (name: string) => void;
  onClose: () => void;
}

/** This computer in one click, another one by name. It is asked as the account that runs this program. */
export default function AddComputerDialog({ busy, error, onSubmit, onClose }: Props) {
  const [name, setName] = useState('');
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={`${id}-title`} maxWidth="sm" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim() !== '') onSubmit(name.trim());
        }}
      >
        <DialogTitle id={`${id}-title`}>Add a computer with IIS</DialogTitle>
        <DialogContent>
          <p>
            It opens look-only: it is read through PowerShell as your account, and nothing is written until
            you unlock it.
          </p>
          <label htmlFor={`${id}-name`} className={styles.label}>
            Name of another computer
          </label>
          <div className={styles.row}>
            <input
              id={`${id}-name`}
              className={styles.path}
              value={name}
              maxLength={255}
              spellCheck={false}
              autoFocus
              placeholder="WEB07 or web07.example.com"
              onChange={(event) => setName(event.target.value)}
            />
            <Button onClick={() => onSubmit('.')} disabled={busy}>
              This computer
            </Button>
          </div>
          {error && (
            <div className={styles.error}>
              <ErrorState inline error={error} />
            </div>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={busy || name.trim() === ''}>
            Add
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
