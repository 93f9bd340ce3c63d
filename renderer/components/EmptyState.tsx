import type { ReactNode } from 'react';
import styles from './States.module.css';

interface Props {
  /** What isn't there, in one sentence. */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  action?: ReactNode;
}

/** Nothing to show, and that is fine: says so, and what would change it. */
export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={styles.state}>
      <svg
        width="132"
        height="26"
        viewBox="0 0 132 26"
        fill="none"
        aria-hidden="true"
        className={styles.cable}
      >
        <circle cx="10" cy="10" r="7" />
        <path d="M17 10C40 22 92 22 115 10" strokeDasharray="2 6" />
        <circle cx="122" cy="10" r="7" />
      </svg>
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.more}>{children}</div>}
      {action}
    </div>
  );
}
