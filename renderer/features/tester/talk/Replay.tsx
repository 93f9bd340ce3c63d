import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { bytes } from '../../../components/format';
import { useCall } from '../../../ipc/hooks';
import { keptSessions } from '../tester-memory';
import styles from './Talk.module.css';

interface Props {
  sessionId: string | null;
  onReplay: (from: string, speed: number) => void;
}

const SPEEDS = [
  ['1', 'in its own rhythm'],
  ['2', 'twice as fast'],
  ['10', 'ten times as fast'],
  ['10000', 'as fast as it goes'],
] as const;

/** Sends again what this or another kept session sent. */
export function Replay({ sessionId, onReplay }: Props) {
  const [speed, setSpeed] = useState('1');
  return (
    <>
      <TextField
        select
        fullWidth
        id="talk-speed"
        label="How fast"
        value={speed}
        onChange={({ target }) => setSpeed(target.value)}
      >
        {SPEEDS.map(([value, word]) => (
          <MenuItem key={value} value={value}>
            {word}
          </MenuItem>
        ))}
      </TextField>
      <ul className={styles.list} aria-label="Sessions to replay">
        {keptSessions().map((id) => (
          <SessionRow
            key={id}
            sessionId={id}
            own={id === sessionId}
            onReplay={() => onReplay(id, Number(speed))}
          />
        ))}
      </ul>
      <p className={styles.hint}>
        Messages that were sent go out again, with as many frames; close frames don’t.
      </p>
    </>
  );
}

function SessionRow(props: { sessionId: string; own: boolean; onReplay: () => void }) {
  const state = useCall('tester.state', { sessionId: props.sessionId });
  if (state.data === undefined) return null;
  const { url, bytesOut } = state.data;
  const word = props.own ? 'this session' : url;
  return (
    <li>
      <span className={styles.session}>{word}</span>
      <span className={styles.hint}>{bytes(bytesOut)} sent</span>
      <Button size="small" aria-label={`Replay ${word}`} disabled={bytesOut === 0} onClick={props.onReplay}>
        Replay
      </Button>
    </li>
  );
}
