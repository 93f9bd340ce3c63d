import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId, useState } from 'react';
import { ErrorState } from '../../components/ErrorState';
import type { BridgeError } from '../../ipc/bridge';
import { useAction } from '../../ipc/hooks';
import styles from './AddFileDialog.module.css';

interface Props {
  title: string;
  intent: string;
  action: string;
  busy: boolean;
  error: BridgeError | null;
  onSubmit: (path: string) => void;
  onClose: () => void;
}

/** A path, typed or chosen in the system's own dialog. */
export default function AddFileDialog({ title, intent, action, busy, error, onSubmit, onClose }: Props) {
  const [path, setPath] = useState('');
  const pick = useAction('shell.pickConfig');
  const id = useId();
  const choose = () =>
    pick.mutate({}, { onSuccess: (picked) => picked.path !== null && setPath(picked.path) });
  return (
    <Dialog open onClose={onClose} aria-labelledby={`${id}-title`} maxWidth="sm" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (path.trim() !== '') onSubmit(path.trim());
        }}
      >
        <DialogTitle id={`${id}-title`}>{title}</DialogTitle>
        <DialogContent>
          <p>{intent}</p>
          <label htmlFor={`${id}-path`} className={styles.label}>
            Path of applicationHost.config
          </label>
          <div className={styles.row}>
            <input
              id={`${id}-path`}
              className={styles.path}
              value={path}
              maxLength={4096}
              spellCheck={false}
              autoFocus
              onChange={(event) => setPath(event.target.value)}
            />
            <Button onClick={choose} disabled={pick.isPending}>
              Browse…
            </Button>
          </div>
          {(error ?? pick.error) && (
            <div className={styles.error}>
              <ErrorState inline error={error ?? pick.error ?? { message: '' }} />
            </div>
          )}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="contained" disabled={busy || path.trim() === ''}>
            {action}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
