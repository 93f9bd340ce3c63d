import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import TextField from '@mui/material/TextField';
import type { Unsendable } from '../compose';
import type { ComposeDraft } from './compose-draft';
import styles from './Talk.module.css';
import { TalkMenu } from './TalkMenu';

interface Props {
  draft: ComposeDraft;
  /** What is set, in a few words: "once", "every 500 ms". */
  word: string;
  /** Which of the fields here is wrong. */
  wrong: Unsendable | null;
  onChange: (change: Partial<ComposeDraft>) => void;
}

/** In how many frames, how often, and whether variables are filled in. */
export function HowToSend({ draft, word, wrong, onChange }: Props) {
  const of = (field: Unsendable['field'], hint?: string) => {
    const error = wrong?.field === field;
    return { error, helperText: error ? wrong.sentence : hint };
  };
  return (
    <TalkMenu word={word} title="Frames and rhythm" wrong={wrong !== null}>
      {() => (
        <>
          <TextField
            id="talk-fragments"
            label="In how many frames"
            value={draft.fragments}
            {...of('fragments', '1 is unfragmented; a message is cut into pieces of about the same size.')}
            onChange={({ target }) => onChange({ fragments: target.value })}
            slotProps={{ htmlInput: { inputMode: 'numeric' } }}
          />
          <div className={styles.pair}>
            <TextField
              id="talk-every"
              label="Again every, ms"
              value={draft.everyMs}
              placeholder="once"
              {...of('everyMs')}
              onChange={({ target }) => onChange({ everyMs: target.value })}
              slotProps={{ htmlInput: { inputMode: 'decimal' } }}
            />
            <TextField
              id="talk-times"
              label="How many times"
              value={draft.times}
              placeholder="until stopped"
              {...of('times')}
              disabled={draft.everyMs.trim() === ''}
              onChange={({ target }) => onChange({ times: target.value })}
              slotProps={{ htmlInput: { inputMode: 'numeric' } }}
            />
          </div>
          <FormControlLabel
            label="Fill in {{now}}, {{uuid}} and {{counter}}"
            control={
              <Checkbox checked={draft.variables} onChange={(_event, variables) => onChange({ variables })} />
            }
          />
        </>
      )}
    </TalkMenu>
  );
}
