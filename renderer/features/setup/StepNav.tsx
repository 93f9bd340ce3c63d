import type { SetupStep } from '../../../shared/model/setup';
import { classNames } from '../../components/class-names';
import styles from './StepNav.module.css';
import { steps } from './words';

/** The five steps; each can be gone to at any time. */
export function StepNav({ step, onGo }: { step: SetupStep; onGo: (step: SetupStep) => void }) {
  const here = steps.findIndex(({ id }) => id === step);
  return (
    <nav aria-label="Steps of the set-up">
      <ol className={styles.steps}>
        {steps.map(({ id, title }, index) => (
          <li key={id} className={styles.step}>
            <button
              type="button"
              className={classNames(styles.button, id === step && styles.on, index < here && styles.past)}
              aria-current={id === step ? 'step' : undefined}
              onClick={() => onGo(id)}
            >
              <span className={styles.number}>{index + 1}</span> {title}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}
