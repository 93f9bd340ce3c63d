import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SavedMessage, SendRequest } from '../../../../shared/model/tester';
import { ErrorState } from '../../../components/ErrorState';
import { useAction, useCall } from '../../../ipc/hooks';
import { kindWord } from './saved-draft';
import styles from './Talk.module.css';

interface Props {
  /** What stands in the composer, if it can be sent. */
  message: SendRequest | null;
  onPick: (message: SavedMessage) => void;
}

/** The messages kept by name: take one, keep what is typed, forget one. */
export function Saved({ message, onPick }: Props) {
  const queries = useQueryClient();
  const saved = useCall('tester.savedMessages', {});
  const save = useAction('tester.saveMessage');
  const forget = useAction('tester.forgetMessage');
  const [name, setName] = useState('');
  const messages = saved.data?.messages ?? [];
  const again = () => void queries.invalidateQueries({ queryKey: ['tester.savedMessages'] });
  const error = saved.error ?? save.error ?? forget.error;
  const replaces = messages.some((one) => one.name === name.trim());
  return (
    <>
      {messages.length === 0 && saved.isSuccess && <p className={styles.hint}>No message is kept yet.</p>}
      {messages.length > 0 && (
        <ul className={styles.list} aria-label="Saved messages">
          {messages.map((one) => (
            <li key={one.name}>
              <Button variant="text" className={styles.pick ?? ''} onClick={() => onPick(one)}>
                <span>{one.name}</span>
              </Button>
              <span className={styles.hint}>{kindWord(one.message)}</span>
              <Button
                size="small"
                aria-label={`Forget ${one.name}`}
                onClick={() => forget.mutate({ name: one.name }, { onSettled: again })}
              >
                Forget
              </Button>
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.keep}
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          if (message === null || name.trim() === '') return;
          save.mutate(
            { name: name.trim(), message },
            {
              onSettled: again,
              onSuccess: () => setName(''),
            },
          );
        }}
      >
        <TextField
          fullWidth
          id="talk-save-name"
          label="Keep what is typed, as"
          value={name}
          onChange={({ target }) => setName(target.value)}
          slotProps={{ htmlInput: { maxLength: 120 } }}
        />
        <Button type="submit" disabled={message === null || name.trim() === ''}>
          {replaces ? 'Replace' : 'Save'}
        </Button>
      </form>
      <p className={styles.hint}>Kept as readable text in the data folder: no place for passwords.</p>
      {error && <ErrorState inline error={error} />}
    </>
  );
}
