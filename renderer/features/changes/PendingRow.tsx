import Button from '@mui/material/Button';
import type { PendingChange } from '../../../shared/model/changes';
import { Lamp } from '../../components/Lamp';
import { Pill } from '../../components/Pill';
import type { Tone } from '../../components/Pill';
import styles from './ChangesPage.module.css';

const weight: Record<PendingChange['weight'], { word: string; tone: Tone }> = {
  blocks: { word: 'unblocks', tone: 'accent' },
  advice: { word: 'advice', tone: 'neutral' },
  edit: { word: 'edit', tone: 'neutral' },
};

interface Props {
  change: PendingChange;
  disabled: boolean;
  onRemove: () => void;
}

function Value({ text, className }: { text: string | null; className: string | undefined }) {
  return text === null ? (
    <span className={styles.unset}>not set</span>
  ) : (
    <code className={className}>{text}</code>
  );
}

/** One pending change: object, setting, old and new, and whether it can be taken back. */
export function PendingRow({ change, disabled, onRemove }: Props) {
  const { word, tone } = weight[change.weight];
  const config = change.request.kind === 'config' && change.new !== null;
  return (
    <li className={styles.pending}>
      <div className={styles.what}>
        {config ? (
          <>
            <p className={styles.object}>{change.object}</p>
            <p className={styles.move}>
              <code>{change.setting}</code> <Value text={change.old} className={styles.old} />
              <span aria-label="becomes"> → </span>
              <Value text={change.new} className={styles.new} />
            </p>
          </>
        ) : (
          <p className={styles.object}>{change.sentence}</p>
        )}
        {!change.undoable && <p className={styles.final}>This can’t be undone.</p>}
        {change.was !== undefined && (
          <p className={styles.final}>
            Changed from outside since: it was <code>{change.was}</code>, now it is{' '}
            <code>{change.old ?? 'not set'}</code>.
          </p>
        )}
        {change.problem !== undefined && (
          <p className={styles.problem}>
            <Lamp state="broken" quiet /> {change.problem}
          </p>
        )}
      </div>
      <Pill tone={tone}>{word}</Pill>
      <Button
        variant="text"
        size="small"
        disabled={disabled}
        aria-label={`Remove: ${change.sentence}`}
        onClick={onRemove}
      >
        Remove
      </Button>
    </li>
  );
}
