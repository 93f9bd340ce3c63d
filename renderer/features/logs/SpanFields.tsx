import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import type { LogRange } from '../../../shared/model/logs';
import styles from './LogsPage.module.css';
import { readStamp, stamp } from './spans';

/** From and to, in UTC as the logs have it; either may be empty. */
export function SpanFields({ range, onRange }: { range: LogRange; onRange: (range: LogRange) => void }) {
  const [from, setFrom] = useState(range.since === null ? '' : stamp(range.since).slice(0, 16));
  const [to, setTo] = useState(range.until === null ? '' : stamp(range.until).slice(0, 16));
  const since = from.trim() === '' ? null : readStamp(from);
  const until = to.trim() === '' ? null : readStamp(to);
  const wrongFrom = from.trim() !== '' && since === null;
  const wrongTo = (to.trim() !== '' && until === null) || (since !== null && until !== null && since > until);
  return (
    <form
      className={styles.span}
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrongFrom && !wrongTo) onRange({ since, until });
      }}
    >
      <TextField
        size="small"
        value={from}
        error={wrongFrom}
        placeholder="2026-11-24 03:00"
        slotProps={{ htmlInput: { 'aria-label': 'From (UTC)' } }}
        onChange={(event) => setFrom(event.target.value)}
      />
      <TextField
        size="small"
        value={to}
        error={wrongTo}
        placeholder="now"
        slotProps={{ htmlInput: { 'aria-label': 'To (UTC)' } }}
        onChange={(event) => setTo(event.target.value)}
      />
      <Button type="submit" disabled={wrongFrom || wrongTo}>
        Read
      </Button>
    </form>
  );
}
