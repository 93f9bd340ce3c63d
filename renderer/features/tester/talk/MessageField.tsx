import Button from '@mui/material/Button';
import { useEffect, useEffectEvent, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { count } from '../../../components/format';
import type { MessageKind } from './compose-draft';
import styles from './MessageField.module.css';

const placeholders: Record<MessageKind, string> = {
  text: 'Text to send; Shift+Enter for a new line',
  json: 'JSON to send with Ctrl+Enter',
  binary: 'Bytes as hex, such as 00 01 7f ff',
  ping: 'Ping payload, at most 125 bytes; may be empty',
  pong: 'Pong payload, at most 125 bytes; may be empty',
};

/** Characters of one message: the engine's limit, for hex with a space behind each byte. */
const LIMIT: Record<MessageKind, number> = {
  text: 1_000_000,
  json: 1_000_000,
  binary: 3_000_000,
  ping: 1_000_000,
  pong: 1_000_000,
};
/** Chromium lays a text area out anew with every key: from here on, too slowly to type in it. */
const TYPED = 50_000;
const SHOWN = 2_000;

/** Says that a text was not taken over. */
export const tooLarge = (kind: MessageKind, length: number): string =>
  `${count(length)} characters are more than the ${count(LIMIT[kind])} that one message takes here, so what stood here before was kept: send less.`;

interface Props {
  kind: MessageKind;
  text: string;
  /** A file that is sent instead. */
  fileName: string | null;
  wrong: boolean;
  /** Id of the sentence below. */
  noteId: string;
  onType: (text: string) => void;
  /** More was typed or pasted than fits: so many characters. */
  onTooLarge: (length: number) => void;
  onSend: () => void;
}

/** Where a message is typed; it grows with its lines. What is too long to be typed in is kept as it was pasted. */
export function MessageField(props: Props) {
  const { kind, text, fileName, wrong, noteId, onType, onTooLarge, onSend } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const long = text.length > TYPED;
  const take = (next: string) => {
    if (next.length > LIMIT[kind]) onTooLarge(next.length);
    else onType(next);
  };
  // Before it is in the page: laying out millions of characters would hold up the window.
  const before = useEffectEvent((event: InputEvent) => {
    const area = box.current;
    const data = event.data ?? '';
    if (!area || data.length <= TYPED) return;
    event.preventDefault();
    take(text.slice(0, area.selectionStart) + data + text.slice(area.selectionEnd));
  });
  useEffect(() => {
    const area = box.current;
    if (!area || long) return undefined;
    const listener = (event: InputEvent) => before(event);
    area.addEventListener('beforeinput', listener);
    return () => area.removeEventListener('beforeinput', listener);
  }, [long]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    const always = event.ctrlKey || event.metaKey;
    // JSON is written in lines.
    if (!always && (event.shiftKey || kind === 'json')) return;
    event.preventDefault();
    onSend();
  };
  return (
    <>
      <textarea
        // A field that was read only takes no listener of one that isn't.
        key={long ? 'long' : 'typed'}
        ref={box}
        rows={1}
        value={long ? `${text.slice(0, SHOWN)}…` : text}
        readOnly={long}
        disabled={fileName !== null}
        className={wrong ? styles.wrong : styles.input}
        placeholder={fileName === null ? placeholders[kind] : `${fileName} is sent`}
        aria-label="Message"
        aria-describedby={noteId}
        aria-invalid={wrong}
        spellCheck={false}
        onChange={(event) => take(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {long && (
        <p className={styles.long}>
          <span>
            The first {count(SHOWN)} of {count(text.length)} characters: too many to be typed in.
          </span>
          <Button size="small" onClick={() => onType('')}>
            Remove the text
          </Button>
        </p>
      )}
    </>
  );
}
