import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId, useMemo, useState } from 'react';
import { composed, composedWords, howWords } from './compose';
import styles from './Composer.module.css';
import { BinaryFile } from './talk/BinaryFile';
import type { ComposeDraft, MessageKind } from './talk/compose-draft';
import { HowToSend } from './talk/HowToSend';
import { JsonShape } from './talk/JsonShape';
import { MessageField, tooLarge } from './talk/MessageField';
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

const kinds: readonly (readonly [MessageKind, string])[] = [
  ['text', 'Text'],
  ['json', 'JSON'],
  ['binary', 'Binary'],
  ['ping', 'Ping'],
  ['pong', 'Pong'],
];

/** What to send, how, and how often. What is typed stays after sending, to be sent again. */
export function Composer({ draft, onChange, open, sessionId, pongs, talk }: Props) {
  const { kind, messages, file, fragments, variables, everyMs, times } = draft;
  // A long message isn't read anew with every frame that comes.
  const made = useMemo(
    () => composed({ kind, messages, file, fragments, variables, everyMs, times }),
    [kind, messages, file, fragments, variables, everyMs, times],
  );
  const [refused, setRefused] = useState<{ kind: MessageKind; length: number } | null>(null);
  const noteId = useId();
  const repeat = made.ok ? made.repeat : null;
  const wrongField = made.ok ? null : made.field;
  const mendable = wrongField !== null && wrongField !== 'message';
  const refusal = refused?.kind === kind && !mendable ? tooLarge(kind, refused.length) : null;
  const type = (text: string) => {
    setRefused(null);
    onChange({ messages: { ...messages, [kind]: text } });
  };
  const send = () => {
    setRefused(null);
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
        {kind === 'json' && <JsonShape draft={draft} sound={wrongField !== 'message'} onShape={type} />}
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
        <HowToSend
          draft={draft}
          word={made.ok ? howWords(made) : 'how'}
          wrong={made.ok || made.field === 'message' ? null : made}
          onChange={onChange}
        />
      </div>
      <div className={styles.line}>
        <div className={styles.field}>
          <MessageField
            kind={kind}
            text={kind === 'binary' && file !== null ? '' : messages[kind]}
            fileName={kind === 'binary' && file !== null ? file.name : null}
            wrong={wrongField === 'message'}
            noteId={noteId}
            onType={type}
            onTooLarge={(length) => setRefused({ kind, length })}
            onSend={send}
          />
          <p id={noteId} className={made.ok && !refusal ? styles.note : styles.error} aria-live="polite">
            {refusal ??
              (made.ok ? (open ? composedWords(made) : 'connect first: what you type stays') : made.sentence)}
          </p>
        </div>
        <Button type="submit" variant="contained" title="Ctrl+Enter" disabled={!open || !made.ok}>
          {repeat === null ? 'Send' : 'Start'}
        </Button>
      </div>
    </form>
  );
}
