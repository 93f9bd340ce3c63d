import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import styles from './LimitsPage.module.css';

/** The longest time-out that is worth a forecast: a week. */
const LONGEST_S = 604_800;

interface Props {
  hopS: number | null;
  onHop: (seconds: number | null) => void;
}

/** The time-out of a proxy, load balancer or firewall in front, which stands in no configuration of this server. */
export function HopField({ hopS, onHop }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  const id = useId();
  const text = typed ?? (hopS === null ? '' : String(hopS));
  const wrong = text !== '' && secondsOf(text) === null;
  return (
    <div className={styles.hop}>
      <label htmlFor={id}>A proxy in front cuts silence after</label>
      <TextField
        id={id}
        className={styles.seconds ?? ''}
        value={text}
        placeholder="none"
        error={wrong}
        onChange={(event) => {
          setTyped(event.target.value);
          if (event.target.value === '') onHop(null);
          const seconds = secondsOf(event.target.value);
          if (seconds !== null) onHop(seconds);
        }}
        slotProps={{ htmlInput: { inputMode: 'numeric', spellCheck: false, size: 6 } }}
      />
      <span>s</span>
      {wrong && <span className={styles.wrong}>whole seconds, 1 to 604,800, or nothing</span>}
    </div>
  );
}

function secondsOf(text: string): number | null {
  if (!/^\d{1,6}$/.test(text.trim())) return null;
  const value = Number(text);
  return value >= 1 && value <= LONGEST_S ? value : null;
}
