import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { Chevron } from '../../components/Chevron';
import { SENDABLE_CODES, closeCodeName, mayBeSent } from './end-words';
import styles from './ConnectBar.module.css';

/** A close frame's reason has 123 bytes: 125 less the code's two (RFC 6455, section 5.5). */
const MAX_REASON = 123;
const utf8 = new TextEncoder();

interface Props {
  onClose: (code: number | null, reason: string) => void;
  onDrop: (how: 'fin' | 'rst') => void;
}

/** Close with 1000, with a code and reason of one's own, or end TCP without a close frame. */
export function CloseMenu({ onClose, onDrop }: Props) {
  const [open, setOpen] = useState(false);
  const [code, setCode] = useState<string>('1000');
  const [reason, setReason] = useState('');
  const anchor = useRef<HTMLDivElement>(null);
  const typed = code.trim();
  const odd = typed !== '' && !(/^\d{4}$/.test(typed) && mayBeSent(Number(typed)));
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
            if (long || odd) return;
            setOpen(false);
            onClose(typed === '' ? null : Number(typed), typed === '' ? '' : reason);
          }}
        >
          <TextField
            label="Close code"
            id="close-code"
            value={code}
            error={odd}
            helperText={
              odd
                ? 'A client may send 1000 to 1003, 1007 to 1014, and 3000 to 4999 (RFC 6455, section 7.4).'
                : typed === ''
                  ? 'A close frame without a code.'
                  : closeCodeName(Number(typed))
            }
            onChange={(event) => setCode(event.target.value)}
            slotProps={{ htmlInput: { inputMode: 'numeric', list: 'close-codes' } }}
          />
          <datalist id="close-codes">
            {SENDABLE_CODES.map((one) => (
              <option key={one} value={one}>
                {closeCodeName(one)}
              </option>
            ))}
          </datalist>
          <TextField
            label="Reason"
            id="close-reason"
            value={reason}
            disabled={typed === ''}
            error={long}
            helperText={long ? `At most ${MAX_REASON} bytes fit.` : undefined}
            onChange={(event) => setReason(event.target.value)}
          />
          <div>
            <Button type="submit" variant="contained" disabled={long || odd}>
              Close the socket
            </Button>
          </div>
        </form>
        <div className={styles.drop}>
          <span>Or end TCP without a close frame:</span>
          {(['fin', 'rst'] as const).map((how) => (
            <Button
              key={how}
              aria-label={`Drop by ${how.toUpperCase()}`}
              onClick={() => {
                setOpen(false);
                onDrop(how);
              }}
            >
              {how.toUpperCase()}
            </Button>
          ))}
        </div>
      </Popover>
    </div>
  );
}
