import { useId } from 'react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './Card.module.css';
import type { Tone } from './Pill';

interface Props {
  /** The card's heading; without one, give `label`. */
  title?: ReactNode;
  label?: string;
  /** Right of the title. */
  aside?: ReactNode;
  footer?: ReactNode;
  /** Tints the border where the card itself is the fault. */
  tone?: Tone;
  /** Without padding: for a table or a diff that reaches the edges. */
  flush?: boolean;
  /** Takes the height that is left and scrolls inside. */
  fill?: boolean;
  /** What scrolls inside may hold nothing to tab to: then the scrolled part itself takes the focus, for the keys. */
  tabStop?: boolean;
  children: ReactNode;
}

/** A surface with a name: a region to a screen reader. */
export function Card({
  title,
  label,
  aside,
  footer,
  tone,
  flush = false,
  fill = false,
  tabStop = false,
  children,
}: Props) {
  const id = useId();
  const name = title === undefined ? { 'aria-label': label } : { 'aria-labelledby': id };
  return (
    <section className={classNames(styles.card, fill && styles.fill, tone && styles[tone])} {...name}>
      {title !== undefined && (
        <header className={classNames(styles.header, flush && styles.ruled)}>
          <h2 id={id} className={styles.title}>
            {title}
          </h2>
          {aside !== undefined && <div className={styles.aside}>{aside}</div>}
        </header>
      )}
      <div
        className={classNames(
          styles.body,
          flush && styles.flush,
          title !== undefined && !flush && styles.titled,
        )}
        {...(tabStop ? { tabIndex: 0, role: 'group', ...name } : {})}
      >
        {children}
      </div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </section>
  );
}
