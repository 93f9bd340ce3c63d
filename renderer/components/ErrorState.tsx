import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import type { Where } from '../../shared/errors';
import { placeOf } from './place-of';
import { StateSign } from './StateSign';
import styles from './States.module.css';

/** A BridgeError or the ErrorData of an answer. */
interface Failure {
  message: string;
  where?: Where | undefined;
  fix?: string | undefined;
}

interface Props {
  error: Failure;
  onRetry?: () => void;
  retryLabel?: string;
  /** Instead of the button that asks again. */
  action?: ReactNode;
  /** One line inside a card instead of the whole area. */
  inline?: boolean;
}

/** What failed, in one sentence, and one button. */
export function ErrorState({ error, onRetry, retryLabel = 'Try again', action, inline = false }: Props) {
  return (
    <div role="alert" className={inline ? styles.inline : styles.state}>
      <span className={styles.fault}>
        <StateSign state="broken" size={inline ? 16 : 22} />
      </span>
      <div className={styles.words}>
        <p className={styles.title}>{error.message}</p>
        {(error.fix !== undefined || error.where !== undefined) && (
          <p className={styles.more}>
            {error.fix}
            {error.where !== undefined && (
              <>
                {' '}
                <code title={error.where.file}>{placeOf(error.where)}</code>
              </>
            )}
          </p>
        )}
      </div>
      {action ?? (onRetry && <Button onClick={onRetry}>{retryLabel}</Button>)}
    </div>
  );
}
