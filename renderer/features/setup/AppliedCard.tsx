import type { JournalEntry } from '../../../shared/model/changes';
import { Card } from '../../components/Card';
import { Lamp } from '../../components/Lamp';
import styles from './SetupPage.module.css';

/** What was applied since a set-up was begun, the last first: each with its result. */
export function AppliedCard({ applied }: { applied: readonly JournalEntry[] }) {
  return (
    <Card title="Applied since the set-up was begun">
      <ul className={styles.doneList}>
        {applied.map(({ id, result, sentence, changes }) => (
          <li key={id} className={styles.doneRow}>
            <Lamp state={result === 'applied' ? 'good' : 'warning'} word={result} />
            <span>
              {changes.length < 2 ? sentence : `${changes.map((change) => change.sentence).join('; ')}.`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
