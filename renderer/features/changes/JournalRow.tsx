import Button from '@mui/material/Button';
import { useState } from 'react';
import type { JournalEntry } from '../../../shared/model/changes';
import type { CheckState } from '../../../shared/model/common';
import { Lamp } from '../../components/Lamp';
import { placeOf } from '../../components/place-of';
import styles from './JournalCard.module.css';
import { UndoAsk } from './UndoAsk';

/** Lights are for how it ended; what was taken back, or never happened, is no state of anything. */
const light: Partial<Record<JournalEntry['result'], CheckState>> = {
  open: 'warning',
  applied: 'good',
  different: 'warning',
  failed: 'broken',
};

interface Props {
  entry: JournalEntry;
  running: boolean;
  /** With the hash of the plan that was shown. */
  onUndo: (hash: string) => void;
  onRestore: (hash: string, typed: string) => void;
}

/** One apply: when, by whom, what, how it ended. Undo says what it puts back before it does. */
export function JournalRow({ entry, running, onUndo, onRestore }: Props) {
  const [asking, setAsking] = useState(false);
  const lamp = light[entry.result];
  const { at, by, result, sentence, changes, undoable, file, backup, elsewhere } = entry;
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.result}>
          {lamp ? <Lamp state={lamp} word={result} /> : <span className={styles.over}>{result}</span>}
        </span>
        <time dateTime={at} className={styles.when}>
          {new Date(at).toLocaleString([], { dateStyle: 'short', timeStyle: 'medium' })}
        </time>
        <div className={styles.what}>
          <p>{sentence}</p>
          <p className={styles.more} title={`${file}${backup === null ? '' : `\nBackup: ${backup}`}`}>
            {changes.map((change) => change.sentence).join('; ')}
          </p>
        </div>
        <span className={styles.by}>
          {by}
          {elsewhere && ' (elsewhere)'}, <code>{placeOf({ file })}</code>
        </span>
        {undoable && !asking && (
          <Button size="small" disabled={running} onClick={() => setAsking(true)}>
            Undo…
          </Button>
        )}
      </div>
      {undoable && asking && (
        <UndoAsk
          entry={entry}
          running={running}
          onUndo={(hash) => {
            setAsking(false);
            onUndo(hash);
          }}
          onRestore={(hash, typed) => {
            setAsking(false);
            onRestore(hash, typed);
          }}
          onKeep={() => setAsking(false)}
        />
      )}
    </li>
  );
}
