import Checkbox from '@mui/material/Checkbox';
import styles from './Keep.module.css';

/** Whether what only its owner may know is written: never without being asked for. */
export function SecretsTick({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }) {
  return (
    <label className={styles.tick}>
      <Checkbox checked={on} onChange={(_event, next) => onChange(next)} />
      <span>
        With passwords, cookies and tokens
        <span className={styles.note}>
          {on
            ? ' Whoever gets it can sign in as you.'
            : ' Left out, they stand as •••. What was sent and received is always written as it is.'}
        </span>
      </span>
    </label>
  );
}
