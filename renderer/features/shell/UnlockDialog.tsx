import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useId } from 'react';
import { ErrorState } from '../../components/ErrorState';
import { ProductionNote } from '../../components/ProductionNote';
import type { BridgeError } from '../../ipc/bridge';

interface Props {
  name: string;
  /** The account that would write, where it is known. */
  user: string | null;
  busy: boolean;
  error: BridgeError | null;
  onUnlock: () => void;
  onClose: () => void;
}

/** What unlocking means, before it is done. */
export default function UnlockDialog({ name, user, busy, error, onUnlock, onClose }: Props) {
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>Unlock {name}?</DialogTitle>
      <DialogContent>
        <ProductionNote />
        <p>
          Until you close the program or lock it again, changes to {name} can be applied
          {user === null ? '' : `, as ${user}`}. Each one is still shown first, backed up on the server and
          read back; unlocking alone writes nothing.
        </p>
        {error && <ErrorState inline error={error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          Stay look-only
        </Button>
        <Button variant="contained" disabled={busy} onClick={onUnlock}>
          Unlock {name}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
