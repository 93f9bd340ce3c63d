import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { Chevron } from '../../components/Chevron';
import { counted } from '../../components/format';
import type { AddressDraft, AddressField } from './connect-request';
import styles from './ConnectBar.module.css';

interface Props {
  draft: AddressDraft;
  onChange: (change: Partial<AddressDraft>) => void;
  wrong: { field: AddressField; sentence: string } | null;
}

/** Subprotocols, headers and time-out: said in the bar, edited in a panel below it. */
export function AddressOptions({ draft, onChange, wrong }: Props) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const sentence = (field: AddressField) => (wrong?.field === field ? wrong.sentence : undefined);
  const hidden = wrong !== null && wrong.field !== 'url';
  return (
    <>
      <Button
        ref={button}
        variant="text"
        className={hidden ? styles.wrongOptions : styles.options}
        aria-haspopup="dialog"
        aria-expanded={open}
        onClick={() => setOpen(true)}
      >
        <span>{optionWords(draft)}</span>
        <Chevron />
      </Button>
      <Popover
        open={open}
        onClose={() => setOpen(false)}
        anchorEl={() => button.current}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': 'Subprotocols, headers and time-out' } }}
      >
        <div className={styles.panel}>
          <TextField
            label="Subprotocols, with commas between"
            id="subprotocols"
            value={draft.subprotocols}
            error={sentence('subprotocols') !== undefined}
            helperText={sentence('subprotocols')}
            onChange={(event) => onChange({ subprotocols: event.target.value })}
            slotProps={{ htmlInput: { spellCheck: false, className: styles.mono } }}
          />
          <TextField
            label="Headers, one a line: Name: value"
            id="headers"
            multiline
            minRows={3}
            maxRows={8}
            value={draft.headers}
            error={sentence('headers') !== undefined}
            helperText={
              sentence('headers') ?? 'Sent with the handshake, and kept only while the window is open.'
            }
            onChange={(event) => onChange({ headers: event.target.value })}
            slotProps={{ htmlInput: { spellCheck: false, className: styles.mono } }}
          />
          <TextField
            label="Time-out of the handshake, seconds"
            id="timeout"
            value={draft.timeout}
            error={sentence('timeout') !== undefined}
            helperText={sentence('timeout')}
            onChange={(event) => onChange({ timeout: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
          <div>
            <Button onClick={() => setOpen(false)}>Done</Button>
          </div>
        </div>
      </Popover>
    </>
  );
}

/** "chat.v2 · 2 headers · 10 s". */
function optionWords({ subprotocols, headers, timeout }: AddressDraft): string {
  const lines = headers.split('\n').filter((line) => line.trim() !== '').length;
  return [
    subprotocols.trim() === '' ? 'no subprotocol' : subprotocols.trim(),
    lines === 0 ? 'no headers' : counted(lines, 'header'),
    `${timeout.trim()} s`,
  ].join(' · ');
}
