import { classNames } from '../../components/class-names';
import { pageIds } from './page-props';
import type { Place } from './page-props';
import { pages } from './pages';
import { formatPlace, moved } from './place';
import styles from './Rail.module.css';

/** Links to the pages of the chosen server. */
export function PageNav({ place, name, pendingCount }: { place: Place; name: string; pendingCount: number }) {
  return (
    <nav aria-labelledby="rail-pages">
      <h2 id="rail-pages" className={styles.head} title={name}>
        {name}
      </h2>
      <ul className={styles.list}>
        {pageIds.map((page, index) => {
          const here = place.page === page;
          return (
            <li key={page}>
              <a
                href={formatPlace(moved(place, { page }))}
                className={classNames(styles.item, styles.page, here && styles.on)}
                aria-current={here ? 'page' : undefined}
                aria-keyshortcuts={`Control+${index + 1}`}
              >
                {pages[page].title}{' '}
                {page === 'changes' && pendingCount > 0 && (
                  <span className={styles.badge}>
                    {pendingCount} <span className="visually-hidden">pending</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
