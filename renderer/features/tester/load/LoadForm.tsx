import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { Card } from '../../../components/Card';
import { duration } from '../../../components/format';
import { loadFields, rampS } from './load-draft';
import type { LoadDraft, ReadLoad } from './load-draft';
import styles from './Load.module.css';

interface Props {
  draft: LoadDraft;
  read: ReadLoad;
  onChange: (change: Partial<LoadDraft>) => void;
  running: boolean;
  /** Why it can't begin; null when it can. */
  why: string | null;
  busy: boolean;
  onStart: () => void;
  onStop: () => void;
}

/** How many, how fast, how long, and what each says. */
export function LoadForm({ draft, read, onChange, running, why, busy, onStart, onStop }: Props) {
  const wrong = read.ok ? {} : read.wrong;
  return (
    <Card title="Many sockets at once">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!running && why === null && read.ok) onStart();
        }}
      >
        {loadFields.map(({ field, label }) => (
          <TextField
            key={field}
            id={`load-${field}`}
            label={label}
            value={draft[field]}
            disabled={running}
            error={wrong[field] !== undefined}
            helperText={wrong[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
        ))}
        <p className={styles.note}>
          {why ??
            (read.ok
              ? `All are open after about ${duration(Math.max(1, Math.round(rampS(read.size))))}. It stops at the first socket that is refused or lost.`
              : '')}
        </p>
        {running ? (
          <Button onClick={onStop}>Stop</Button>
        ) : (
          <Button type="submit" variant="contained" disabled={why !== null || !read.ok || busy}>
            Open {read.ok ? read.size.connections.toLocaleString('en-US') : ''} sockets
          </Button>
        )}
      </form>
    </Card>
  );
}
