import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { SettingValue } from '../../../shared/model/settings';
import { UNLIMITED } from '../../components/format';
import { useRefusal } from '../../components/setting-editor/use-refusal';
import type { SettingChanges, Target } from '../../components/setting-editor/use-setting-changes';
import styles from './LimitEditor.module.css';

interface Props {
  target: Target;
  setting: SettingValue;
  changes: SettingChanges;
}

const ZERO =
  '0 is not unlimited: it lets nobody in, every connection gets a 503. Type 1 or more, or tick Unlimited.';

/** maxConnections by number or "unlimited", which IIS writes as 4294967295. */
export function CeilingField({ target, setting, changes }: Props) {
  const pending = changes.pendingOf(target, setting.name);
  const start = pending?.new ?? String(setting.value ?? setting.default);
  const [typed, setTyped] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const noteId = useId();
  const value = typed ?? start;
  const unlimited = value === String(UNLIMITED);
  const zero = typed !== null && /^0+$/.test(value.trim());
  const asked = typed === null || zero || value.trim() === '' ? null : value.trim();
  const early = useRefusal(changes.serverId, target, setting.name, asked);
  const sentence = zero ? ZERO : (refusal ?? early.sentence);

  const run = async (change: Promise<string | null>) => {
    const refused = await change;
    setRefusal(refused);
    if (refused === null) setTyped(null);
  };
  const type = (next: string) => {
    setTyped(next);
    setRefusal(null);
  };

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run(changes.set(target, setting.name, value.trim()));
      }}
    >
      <div className={styles.line}>
        <TextField
          className={styles.number}
          value={unlimited ? '' : value}
          placeholder={unlimited ? 'unlimited' : ''}
          disabled={unlimited}
          error={sentence !== null}
          onChange={(event) => type(event.target.value)}
          slotProps={{
            htmlInput: {
              'aria-label': setting.name,
              'aria-describedby': noteId,
              inputMode: 'numeric',
              spellCheck: false,
            },
          }}
        />
        <label className={styles.check}>
          <Checkbox checked={unlimited} onChange={(_event, on) => type(on ? String(UNLIMITED) : '')} />
          Unlimited
        </label>
      </div>
      <div id={noteId} aria-live="polite">
        {sentence !== null && <p className={styles.error}>{sentence}</p>}
        <p className={styles.note}>{setting.range}</p>
      </div>
      {pending && <p className={styles.pending}>Pending: {pending.sentence}</p>}
      <div className={styles.buttons}>
        <Button type="submit" variant="contained" disabled={asked === null || early.holds || value === start}>
          Add to changes
        </Button>
        {pending ? (
          <Button onClick={() => void run(changes.takeBack(pending))}>Take back</Button>
        ) : (
          <Button onClick={() => void run(changes.reset(target, setting.name))}>Reset to inherited</Button>
        )}
      </div>
    </form>
  );
}
