import type { SetupElsewhere } from '../../../shared/model/setup';
import { Card } from '../../components/Card';
import { CopyButton } from '../../components/CopyButton';
import { Lamp } from '../../components/Lamp';
import styles from './SetupPage.module.css';

/** What can't be set from here: the proxy in front, the application's own code, what is not installed. */
export function ElsewhereCard({ elsewhere }: { elsewhere: readonly SetupElsewhere[] }) {
  if (elsewhere.length === 0) return null;
  return (
    <Card title="To do elsewhere" flush>
      <ul>
        {elsewhere.map(({ id, title, state, sentence, text }) => (
          <li key={id} className={styles.elsewhere}>
            <Lamp state={state} />
            <div className={styles.elsewhereWords}>
              <p>
                <span className={styles.kindTitle}>{title}</span> {sentence}
              </p>
              {text !== undefined && (
                <div className={styles.snippet}>
                  <pre tabIndex={0} aria-label={`Setting for ${title}`}>
                    {text}
                  </pre>
                  <CopyButton size="small" text={text} />
                </div>
              )}
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
