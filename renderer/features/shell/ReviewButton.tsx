import type { Place } from './page-props';
import { formatPlace, moved } from './place';
import styles from './ReviewButton.module.css';

/** Stands at the bottom right for as long as something is pending; in its own strip, so it covers nothing. */
export function ReviewButton({ place, count }: { place: Place; count: number }) {
  return (
    <aside aria-label="Pending changes" className={styles.strip}>
      <a href={formatPlace(moved(place, { page: 'changes' }))} className={styles.button}>
        Review {count} {count === 1 ? 'change' : 'changes'}
      </a>
    </aside>
  );
}
