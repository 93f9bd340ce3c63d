import Button from '@mui/material/Button';
import InputBase from '@mui/material/InputBase';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId } from 'react';
import type { SendRequest } from '../../../shared/model/tester';
import { counted } from '../../components/format';
import { composed } from './compose';
import styles from './Composer.module.css';
import type { MessageKind } from './tester-memory';

interface Props {
  kind: MessageKind;
  messages: Readonly<Record<MessageKind, string>>;
  /** Whether the socket is open: what is typed before stays. */
  open: boolean;
  onKind: (kind: MessageKind) => void;
  onType: (text: string) => void;
  onSend: (message: SendRequest) => void;
}

const placeholders: Record<MessageKind, string> = {
  text: 'Text to send; Shift+Enter for a new line',
  binary: 'Bytes as hex, such as 00 01 7f ff',
  ping: 'Ping payload, at most 125 bytes; may be empty',
};

/** What to send: text, bytes as hex, or a ping. What is typed stays after sending, to be sent again. */
export function Composer({ kind, messages, open, onKind, onType, onSend }: Props) {
  const text = messages[kind];
  const message = composed(kind, text);
  const noteId = useId();
  const send = () => {
    if (open && message.ok) onSend(message.message);
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        value={kind}
        aria-label="What to send"
        onChange={(_event, next: MessageKind | null) => {
          if (next !== null) onKind(next);
        }}
      >
        <ToggleButton value="text">Text</ToggleButton>
        <ToggleButton value="binary">Binary</ToggleButton>
        <ToggleButton value="ping">Ping</ToggleButton>
      </ToggleButtonGroup>
      <div className={styles.field}>
        <InputBase
          multiline
          maxRows={6}
          value={text}
          error={!message.ok}
          className={message.ok ? styles.input : styles.wrong}
          placeholder={placeholders[kind]}
          inputProps={{ 'aria-label': 'Message', 'aria-describedby': noteId, spellCheck: false }}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <p id={noteId} className={message.ok ? styles.note : styles.error} aria-live="polite">
          {message.ok
            ? open
              ? counted(message.bytes, 'byte')
              : 'connect first: what you type stays'
            : message.sentence}
        </p>
      </div>
      <Button type="submit" variant="contained" disabled={!open || !message.ok}>
        Send
      </Button>
    </form>
  );
}
