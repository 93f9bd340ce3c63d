import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import type { SettingValue } from '../../../shared/model/settings';
import { Mono } from '../Mono';
import { Pill } from '../Pill';
import { SourceLabel } from '../SourceLabel';
import styles from './SettingEditor.module.css';
import { lockWords, restOf, valueWords } from './setting-words';
import { SettingName } from './SettingName';
import { useRefusal } from './use-refusal';
import type { Pending, SettingChanges, Target } from './use-setting-changes';
import { ValueField } from './ValueField';

interface Props {
  target: Target;
  setting: SettingValue;
  changes: SettingChanges;
  /** Why nothing can be written here. */
  readOnly?: string | undefined;
}

/** One setting: what it is, where that comes from, what it may be; edited in place into the pending changes. */
export function SettingEditor({ target, setting, changes, readOnly }: Props) {
  const [draft, setDraft] = useState<string | null>(null);
  const pending = changes.pendingOf(target, setting.name);
  return (
    <li className={styles.setting}>
      <div className={styles.head}>
        <SettingName name={setting.name} />
        {draft === null && readOnly === undefined && (
          <Button
            size="small"
            variant="text"
            className={styles.edit}
            aria-label={`Edit ${setting.name}`}
            onClick={() => setDraft(startValue(setting, pending))}
          >
            Edit
          </Button>
        )}
      </div>
      {draft === null ? (
        <Shown setting={setting} pending={pending} changes={changes} />
      ) : (
        <Editing {...{ target, setting, changes, draft, setDraft }} onDone={() => setDraft(null)} />
      )}
    </li>
  );
}

const startValue = ({ value, default: fallback }: SettingValue, pending: Pending | undefined): string =>
  pending?.new ?? String(value ?? fallback);

function Shown({
  setting,
  pending,
  changes,
}: Pick<Props, 'setting' | 'changes'> & { pending: Pending | undefined }) {
  const words = setting.value === null ? null : valueWords(setting, setting.value);
  const byDefault = valueWords(setting, setting.default);
  return (
    <>
      <p className={styles.value}>
        {words === null ? (
          <span className={styles.unknown}>unknown: {setting.unknown ?? 'it could not be read'}</span>
        ) : (
          <>
            <strong>
              <Mono wrap>{words.text}</Mono>
            </strong>
            <span className={styles.meaning}>{words.unit ?? words.meaning}</span>
          </>
        )}
        {pending && (
          <>
            <Pill tone="accent">pending: {pending.new ?? 'inherited'}</Pill>
            <Button size="small" variant="text" onClick={() => void changes.takeBack(pending)}>
              Take back
            </Button>
          </>
        )}
      </p>
      {pending?.problem !== undefined && <p className={styles.error}>{pending.problem}</p>}
      <p className={styles.about}>
        {setting.source && <SourceLabel label={setting.source.label} where={setting.source.where} />}
        {setting.source && ' · '}
        {lockWords(setting.locked)}
      </p>
      <p className={styles.about}>
        default <code>{byDefault.text}</code> {restOf(byDefault)} · {setting.range}
      </p>
    </>
  );
}

interface EditingProps extends Pick<Props, 'target' | 'setting' | 'changes'> {
  draft: string;
  setDraft: (value: string) => void;
  onDone: () => void;
}

function Editing({ target, setting, changes, draft, setDraft, onDone }: EditingProps) {
  const [answer, setAnswer] = useState<string | null>(null);
  const [typed, setTyped] = useState(false);
  const early = useRefusal(changes.serverId, target, setting.name, typed ? draft : null);
  const refusal = answer ?? early.sentence;
  const [busy, setBusy] = useState(false);
  const noteId = useId();
  // What was typed stays when it is refused: only success closes the field.
  const run = async (change: Promise<string | null>) => {
    setBusy(true);
    const sentence = await change;
    setBusy(false);
    setAnswer(sentence);
    if (sentence === null) onDone();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run(changes.set(target, setting.name, draft));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <ValueField
        setting={setting}
        value={draft}
        onChange={(value) => {
          setDraft(value);
          setTyped(true);
          setAnswer(null);
        }}
        invalid={refusal !== null}
        describedBy={noteId}
      />
      <div id={noteId} aria-live="polite">
        {refusal !== null && <p className={styles.error}>{refusal}</p>}
        <p className={styles.about}>
          {setting.summary} {setting.range}
        </p>
      </div>
      <div className={styles.buttons}>
        <Button type="submit" size="small" variant="contained" disabled={busy || early.holds}>
          Add to changes
        </Button>
        <Button size="small" disabled={busy} onClick={() => void run(changes.reset(target, setting.name))}>
          Reset to inherited
        </Button>
        <Button size="small" variant="text" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
