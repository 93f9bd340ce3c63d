import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { Card } from '../../../components/Card';
import { duration } from '../../../components/format';
import { loadFields, rampS, runningDraft } from './load-draft';
import type { LoadDraft, LoadSize, ReadLoad } from './load-draft';
import styles from './Load.module.css';

interface Props {
  draft: LoadDraft;
  read: ReadLoad;
  onChange: (change: Partial<LoadDraft>) => void;
  /** The load that goes on, as it was begun; `null` within: it goes on, but nothing else is known. */
  running: { size: LoadSize | null } | null;
  /** Why it can't begin; null when it can. */
  why: string | null;
  busy: boolean;
  onStart: () => void;
  onStop: () => void;
}

/** How many, how fast, how long, and what each says. */
export function LoadForm({ draft, read, onChange, running, why, busy, onStart, onStop }: Props) {
  const wrong = running || read.ok ? {} : read.wrong;
  const shown = running ? runningDraft(running.size) : draft;
  const size = running ? running.size : read.ok ? read.size : null;
  return (
    <Card title="Many sockets at once">
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (running === null && why === null && read.ok) onStart();
        }}
      >
        {loadFields.map(({ field, label }) => (
          <TextField
            key={field}
            id={`load-${field}`}
            label={label}
            value={shown[field]}
            disabled={running !== null}
            error={wrong[field] !== undefined}
            helperText={wrong[field]}
            onChange={(event) => onChange({ [field]: event.target.value })}
            slotProps={{ htmlInput: { inputMode: 'decimal' } }}
          />
        ))}
        <p className={styles.note}>
          {running === null && why !== null
            ? why
            : size &&
              `All are open after about ${duration(Math.max(1, Math.round(rampS(size))))}. It stops at the first socket that is refused or lost.`}
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
