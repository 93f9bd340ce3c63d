import type { ReactNode } from 'react';
import type { CheckState } from '../../../../shared/model/common';
import { StateSign } from '../../../components/StateSign';
import styles from './Runs.module.css';

interface Props {
  state: CheckState;
  children: ReactNode;
  action?: ReactNode;
}

/** What a probe or load found, in a sentence, with one thing to do. */
export function RunVerdict({ state, children, action }: Props) {
  return (
    <div role="status" className={styles.verdict} data-state={state}>
      <span className={styles.sign}>
        <StateSign state={state} size={16} />
      </span>
      <p className={styles.sentence}>{children}</p>
      {action}
    </div>
  );
}
