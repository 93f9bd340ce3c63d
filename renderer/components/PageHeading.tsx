import type { ReactNode } from 'react';
import styles from './PageHeading.module.css';

interface Props {
  /** The verdict in one sentence, with the names in it. */
  children: ReactNode;
  sub?: ReactNode;
  right?: ReactNode;
}

/** The page's one h1. The shell moves the focus here when the page changes (`data-page-heading`). */
export function PageHeading({ children, sub, right }: Props) {
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <h1 tabIndex={-1} data-page-heading="">
          {children}
        </h1>
        {sub !== undefined && sub !== '' && <p className={styles.sub}>{sub}</p>}
      </div>
      {right !== undefined && <div className={styles.right}>{right}</div>}
    </div>
  );
}
