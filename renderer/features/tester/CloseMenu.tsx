import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { Chevron } from '../../components/Chevron';
import { SENDABLE_CODES, closeCodeName } from './end-words';
import styles from './ConnectBar.module.css';

/** A close frame's reason has 123 bytes: 125 less the code's two (RFC 6455, section 5.5). */
const MAX_REASON = 123;
const utf8 = new TextEncoder();

/** Close with 1000, or with a code and reason of one's own. */
export function CloseMenu({ onClose }: { onClose: (code: number | null, reason: string) => void }) {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<string>('1000');
  const [reason, setReason] = useState('');
  const anchor = useRef<HTMLDivElement>(null);
  const long = utf8.encode(reason).length > MAX_REASON;
  return (
    <div ref={anchor} className={styles.split}>
      <Button size="large" onClick={() => onClose(1000, '')}>
        Close
      </Button>
      <Button
        size="large"
        aria-label="Close with a code and reason"
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <Chevron />
      </Button>
      <Popover
        open={open}
        onClose={() => setOpen(false)}
        anchorEl={() => anchor.current}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Close with a code and reason' } }}
      >
        <form
          className={styles.panel}
          onSubmit={(event) => {
            event.preventDefault();
            if (long) return;
            setOpen(false);
            onClose(code === '' ? null : Number(code), code === '' ? '' : reason);
          }}
        >
          <TextField
            select
            label="Close code"
            id="close-code"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          >
            {SENDABLE_CODES.map((one) => (
              <MenuItem key={one} value={String(one)}>
                {one} {closeCodeName(one)}
              </MenuItem>
            ))}
            <MenuItem value="">no code</MenuItem>
          </TextField>
          <TextField
            label="Reason"
            id="close-reason"
            value={reason}
            disabled={code === ''}
            error={long}
            helperText={long ? `At most ${MAX_REASON} bytes fit.` : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          <div>
            <Button type="submit" variant="contained" disabled={long}>
              Close the socket
            </Button>
          </div>
        </form>
      </Popover>
    </div>
  );
}
