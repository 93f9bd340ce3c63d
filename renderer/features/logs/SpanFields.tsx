import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { LogRange } from '../../../shared/model/logs';
import styles from './LogsPage.module.css';
import { readStamp, stamp, stampFault } from './spans';

/** From and to, in UTC as the logs have it; either may be empty. */
export function SpanFields({ range, onRange }: { range: LogRange; onRange: (range: LogRange) => void }) {
  const id = useId();
  const [from, setFrom] = useState(range.since === null ? '' : short(range.since));
  const [to, setTo] = useState(range.until === null ? '' : short(range.until));
  const [said, setSaid] = useState(false);
  const fault = stampFault(from, to);
  const isTime = (text: string) => text.trim() === '' || readStamp(text) !== null;
  // Where both are times, they stand in the wrong order.
  const wrong = (text: string) => said && fault !== null && (!isTime(text) || (isTime(from) && isTime(to)));
  const field = (label: string, value: string, set: (text: string) => void, placeholder: string) => (
    <TextField
      size="small"
      value={value}
      error={wrong(value)}
      placeholder={placeholder}
      slotProps={{ htmlInput: { 'aria-label': label, 'aria-describedby': id, maxLength: 30 } }}
      onChange={(event) => set(event.target.value)}
      onBlur={() => setSaid(true)}
    />
  );
  return (
    <form
      className={styles.span}
      onSubmit={(event) => {
        event.preventDefault();
        setSaid(true);
        if (fault === null) onRange({ since: readStamp(from), until: readStamp(to) });
      }}
    >
      {field('From (UTC)', from, setFrom, '2026-11-24 03:00')}
      <span aria-hidden="true">–</span>
      {field('To (UTC)', to, setTo, 'now')}
      <Button type="submit">Read</Button>
      <span id={id} role="alert" className={styles.fault}>
        {said ? fault : ''}
      </span>
    </form>
  );
}

/** Seconds are left out where they are none: a brushed stretch ends at :59. */
const short = (second: number): string => stamp(second).replace(/:00$/, '');
