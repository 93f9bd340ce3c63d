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
  production: boolean;
  /** Whether it is a file, not a server. */
  file: boolean;
  busy: boolean;
  error: BridgeError | null;
  onRemove: () => void;
  onClose: () => void;
}

/** What taking a server off the list means: nothing but this list changes. */
export default function RemoveDialog({ name, production, file, busy, error, onRemove, onClose }: Props) {
  const id = useId();
  return (
    <Dialog open onClose={onClose} aria-labelledby={id} maxWidth="sm" fullWidth>
      <DialogTitle id={id}>Take {name} off the list?</DialogTitle>
      <DialogContent>
        <ProductionNote name={production ? name : null} />
        <p>
          {file ? 'The file stays as it is' : 'Nothing on the server changes'}: only this list does. Pending
          changes and the journal are kept, and come back when you add it again.
        </p>
        {error && <ErrorState inline error={error} />}
      </DialogContent>
      <DialogActions>
        <Button onClick={onClose} autoFocus>
          Keep it
        </Button>
        <Button variant="contained" disabled={busy} onClick={onRemove}>
          Take off the list
        </Button>
      </DialogActions>
    </Dialog>
  );
}
