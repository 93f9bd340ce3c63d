import type { ReactNode } from 'react';
import { useHeadingFocus } from './heading-focus';
import styles from './PageHeading.module.css';

interface Props {
  /** The verdict in one sentence, with the names in it. */
  children: ReactNode;
  sub?: ReactNode;
  right?: ReactNode;
}

/** The page's one h1. It takes the focus when its page was gone to. */
export function PageHeading({ children, sub, right }: Props) {
  const heading = useHeadingFocus();
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <h1 ref={heading} tabIndex={-1}>
          {children}
        </h1>
        {sub !== undefined && sub !== '' && <p className={styles.sub}>{sub}</p>}
      </div>
      {right !== undefined && <div className={styles.right}>{right}</div>}
    </div>
  );
}
