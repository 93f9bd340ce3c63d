import type { ReactNode } from 'react';
import styles from './Page.module.css';
import { PageHeading } from './PageHeading';

interface Props {
  heading: ReactNode;
  names?: readonly (string | null)[] | undefined;
  sub?: ReactNode;
  right?: ReactNode;
  /** The page keeps to the window's height and its parts scroll, instead of the page itself. */
  fixed?: boolean;
  children: ReactNode;
}

/** A page's frame: its verdict, then its cards on the 16 px rhythm. */
export function Page({ heading, names, sub, right, fixed = false, children }: Props) {
  return (
    <div className={fixed ? styles.fixed : styles.page}>
      <PageHeading names={names} sub={sub} right={right}>
        {heading}
      </PageHeading>
      {children}
    </div>
  );
}
