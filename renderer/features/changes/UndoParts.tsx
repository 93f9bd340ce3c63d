import type { ReactNode } from 'react';
import type { UndoPart, UndoPlan } from '../../../shared/model/changes';
import { placeOf } from '../../components/place-of';
import styles from './JournalCard.module.css';

const opening: Record<UndoPart['how'], (file: ReactNode) => ReactNode> = {
  bytes: (file) => <>Undo puts {file} back byte for byte:</>,
  values: () => <>Undo lets IIS write the old values again:</>,
  rest: (file) => <>{file} was changed since, so Undo puts back the values that nobody changed:</>,
  none: () => <>Undo leaves this alone:</>,
};

const GONE = (file: ReactNode): ReactNode => <>Undo takes {file} away again:</>;

/** There was no file before. */
const isGone = ({ how, back }: UndoPart): boolean =>
  how === 'bytes' && back.length > 0 && back.every((change) => change.new === 'no file');

/** What Undo puts back and what it leaves, entry by entry of what was applied together. */
export function UndoParts({ plan, titleId }: { plan: UndoPlan; titleId: string }) {
  const { parts, impact } = plan;
  const several = parts.length > 1;
  return (
    <>
      {several && <p id={titleId}>Undo takes back what was applied together:</p>}
      {parts.map((part) => (
        <Part key={part.entryId} part={part} titleId={several ? undefined : titleId} />
      ))}
      {impact.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </>
  );
}

function Part({ part, titleId }: { part: UndoPart; titleId: string | undefined }) {
  const { how, file, back, kept } = part;
  return (
    <>
      <p id={titleId}>
        {(isGone(part) ? GONE : opening[how])(<code title={file}>{placeOf({ file })}</code>)}
      </p>
      {back.length > 0 && (
        <ul className={styles.back}>
          {back.map(({ sentence, object, setting, old, new: next }, index) => (
            <li key={index}>
              {setting === '' ? (
                sentence
              ) : (
                <>
                  {object} <code>{setting}</code> <code>{old ?? 'not set'}</code>
                  <span aria-label="becomes"> → </span>
                  <code>{next ?? 'not set'}</code>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {kept.length > 0 && (
        <>
          {how !== 'none' && <p>Undo leaves these alone:</p>}
          <ul className={styles.back}>
            {kept.map(({ change, now, why }, index) => (
              <li key={index}>
                {how === 'none' ? (
                  `${change.sentence}. ${why}`
                ) : (
                  <>
                    {change.object} <code>{change.setting}</code> stays <code>{now ?? 'unknown'}</code>; this
                    change had made it <code>{change.new ?? 'not set'}</code>. {why}
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
