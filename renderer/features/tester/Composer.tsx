import Button from '@mui/material/Button';
import InputBase from '@mui/material/InputBase';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId } from 'react';
import { composed, composedWords, howWords } from './compose';
import styles from './Composer.module.css';
import { BinaryFile } from './talk/BinaryFile';
import type { ComposeDraft, MessageKind } from './talk/compose-draft';
import { HowToSend } from './talk/HowToSend';
import { JsonShape } from './talk/JsonShape';
import { Replay } from './talk/Replay';
import { Saved } from './talk/Saved';
import { draftOf } from './talk/saved-draft';
import { TalkMenu } from './talk/TalkMenu';
import type { Talk } from './talk/use-talk';

interface Props {
  draft: ComposeDraft;
  onChange: (change: Partial<ComposeDraft>) => void;
  /** Whether the socket is open: what is typed before stays. */
  open: boolean;
  sessionId: string | null;
  /** Whether a pong is something to send: where none goes by itself. */
  pongs: boolean;
  talk: Talk;
}

const placeholders: Record<MessageKind, string> = {
  text: 'Text to send; Shift+Enter for a new line',
  json: 'JSON to send with Ctrl+Enter',
  binary: 'Bytes as hex, such as 00 01 7f ff',
  ping: 'Ping payload, at most 125 bytes; may be empty',
  pong: 'Pong payload, at most 125 bytes; may be empty',
};
const kinds: readonly (readonly [MessageKind, string])[] = [
  ['text', 'Text'],
  ['json', 'JSON'],
  ['binary', 'Binary'],
  ['ping', 'Ping'],
  ['pong', 'Pong'],
];

/** What to send, how, and how often. What is typed stays after sending, to be sent again. */
export function Composer({ draft, onChange, open, sessionId, pongs, talk }: Props) {
  const { kind, messages, file } = draft;
  const made = composed(draft);
  const noteId = useId();
  const repeat = made.ok ? made.repeat : null;
  const type = (text: string) => onChange({ messages: { ...messages, [kind]: text } });
  const send = () => {
    if (open && made.ok) void talk.send(made.message, made.repeat);
  };
  return (
    <form
      className={styles.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.tools}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={kind}
          aria-label="What to send"
          onChange={(_event, next: MessageKind | null) => {
            if (next !== null) onChange({ kind: next });
          }}
        >
          {kinds
            .filter(([id]) => id !== 'pong' || pongs || kind === 'pong')
            .map(([id, word]) => (
              <ToggleButton key={id} value={id}>
                {word}
              </ToggleButton>
            ))}
        </ToggleButtonGroup>
        {kind === 'json' && <JsonShape draft={draft} onShape={type} />}
        {kind === 'binary' && <BinaryFile file={file} onPick={(next) => onChange({ file: next })} />}
        <span className={styles.gap} />
        <TalkMenu word="Saved" title="Saved messages">
          {(close) => (
            <Saved
              message={made.ok ? made.message : null}
              onPick={(one) => {
                onChange(draftOf(one, messages));
                close();
              }}
            />
          )}
        </TalkMenu>
        {open && (
          <TalkMenu word="Replay" title="Replay">
            {(close) => (
              <Replay
                sessionId={sessionId}
                onReplay={(from, speed) => {
                  close();
                  void talk.replay(from, speed);
                }}
              />
            )}
          </TalkMenu>
        )}
        <HowToSend draft={draft} word={made.ok ? howWords(made) : 'how'} onChange={onChange} />
      </div>
      <div className={styles.line}>
        <div className={styles.field}>
          <InputBase
            multiline
            maxRows={8}
            value={kind === 'binary' && file !== null ? '' : messages[kind]}
            disabled={kind === 'binary' && file !== null}
            error={!made.ok}
            className={made.ok ? styles.input : styles.wrong}
            placeholder={kind === 'binary' && file !== null ? `${file.name} is sent` : placeholders[kind]}
            inputProps={{ 'aria-label': 'Message', 'aria-describedby': noteId, spellCheck: false }}
            onChange={(event) => type(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
              const always = event.ctrlKey || event.metaKey;
              // JSON is written in lines.
              if (!always && (event.shiftKey || kind === 'json')) return;
              event.preventDefault();
              send();
            }}
          />
          <p id={noteId} className={made.ok ? styles.note : styles.error} aria-live="polite">
            {made.ok ? (open ? composedWords(made) : 'connect first: what you type stays') : made.sentence}
          </p>
        </div>
        <Button type="submit" variant="contained" title="Ctrl+Enter" disabled={!open || !made.ok}>
          {repeat === null ? 'Send' : 'Start'}
        </Button>
      </div>
    </form>
  );
}
