import type { ReactNode } from 'react';
import { useHeadingFocus } from './heading-focus';
import { shortNames } from './short-name';
import styles from './PageHeading.module.css';

interface Props {
  /** The verdict in one sentence, with the names in it. */
  children: ReactNode;
  /** Names in it that may be too long for a heading: shortened there, whole in the tooltip. */
  names?: readonly (string | null)[] | undefined;
  sub?: ReactNode;
  right?: ReactNode;
}

/** The page's one h1. It takes the focus when its page was gone to. */
export function PageHeading({ children, names = [], sub, right }: Props) {
  const heading = useHeadingFocus();
  const whole = typeof children === 'string' ? children : undefined;
  const text = whole === undefined ? children : shortNames(whole, names);
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <h1 ref={heading} tabIndex={-1} title={text === whole ? undefined : whole}>
          {text}
        </h1>
        {sub !== undefined && sub !== '' && <p className={styles.sub}>{sub}</p>}
      </div>
      {right !== undefined && <div className={styles.right}>{right}</div>}
    </div>
  );
}
