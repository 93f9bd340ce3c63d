import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { LoadQuestion } from '../../../../shared/model/tester-runs';
import { count, counted } from '../../../components/format';
import { ProductionNote } from '../../../components/ProductionNote';
import styles from './Load.module.css';

interface Props {
  question: LoadQuestion;
  /** How many were asked for. */
  asked: number;
  onYes: (connections: number) => void;
  onNo: () => void;
}

/** The question before a load on any but the practice server: the number, what is there now, and its ceiling. */
export default function LoadAsk({ question, asked, onYes, onNo }: Props) {
  const { host, server, production, sentence, suggested, ceiling, live } = question;
  const id = useId();
  const [number, setNumber] = useState(String(suggested));
  const [typed, setTyped] = useState('');
  const connections = Number(number);
  const sound = /^\d+$/.test(number) && connections >= 1 && connections <= 200_000;
  const headroom = ceiling === null ? null : Math.max(0, ceiling.value - (live ?? 0));
  return (
    <Dialog open onClose={onNo} aria-labelledby={id} maxWidth="sm" fullWidth>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (sound && typed.trim().toLowerCase() === host.toLowerCase()) onYes(connections);
        }}
      >
        <DialogTitle id={id}>Load {server === null ? host : `${server} (${host})`}?</DialogTitle>
        <DialogContent>
          <ProductionNote name={production ? server : null} />
          <div className={styles.ask}>
            <p>{sentence}</p>
            <p>
              {headroom === null
                ? `Nothing is known of its headroom: begin with ${count(suggested)}.`
                : `A tenth of its headroom of ${count(headroom)} is ${count(suggested)}; the rest is for its users, who are refused once it is full.`}
            </p>
            <TextField
              id={`${id}-number`}
              label="Sockets to open"
              value={number}
              error={!sound}
              helperText={
                sound
                  ? connections > suggested
                    ? `More than advised: ${count(suggested)}. You asked for ${count(asked)}.`
                    : `You asked for ${count(asked)}.`
                  : 'A whole number from 1 to 200,000.'
              }
              onChange={(event) => setNumber(event.target.value.trim())}
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            />
            <TextField
              id={`${id}-host`}
              label={`Type ${host} to say that you mean it`}
              value={typed}
              autoFocus
              onChange={(event) => setTyped(event.target.value)}
              slotProps={{ htmlInput: { spellCheck: false, autoComplete: 'off', className: styles.mono } }}
            />
          </div>
        </DialogContent>
        <DialogActions>
          <Button onClick={onNo}>Don’t load</Button>
          <Button
            type="submit"
            variant="contained"
            disabled={!sound || typed.trim().toLowerCase() !== host.toLowerCase()}
          >
            Open {sound ? counted(connections, 'socket') : 'sockets'} on {server ?? host}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
