import { useHeadingFocus } from './heading-focus';
import styles from './Skeletons.module.css';

const widths = ['92%', '78%', '85%', '64%', '88%', '71%', '80%', '58%'];

/** Lines of text that are coming. `label` is what a screen reader hears meanwhile. */
export function SkeletonLines({ lines = 3, label = 'Reading' }: { lines?: number; label?: string }) {
  return (
    <div role="status" aria-busy="true" className={styles.lines}>
      <span className="visually-hidden">{label}…</span>
      {Array.from({ length: lines }, (_, index) => (
        <span key={index} className={styles.bar} style={{ width: widths[index % widths.length] }} />
      ))}
    </div>
  );
}

/** Rows of a table that are coming, on the table's own 32 px rhythm. */
export function SkeletonRows({
  rows = 8,
  columns = 4,
  label = 'Reading',
}: {
  rows?: number;
  columns?: number;
  label?: string;
}) {
  return (
    <div role="status" aria-busy="true">
      <span className="visually-hidden">{label}…</span>
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className={styles.row}>
          {Array.from({ length: columns }, (__, column) => (
            <span key={column} className={styles.cell}>
              <span className={styles.bar} style={{ width: widths[(row * 3 + column) % widths.length] }} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

/** A page whose verdict is coming: heading, sub-heading and card areas where they will stand. */
export function SkeletonPage({ label = 'Reading' }: { label?: string }) {
  const heading = useHeadingFocus(true);
  return (
    <div role="status" aria-busy="true" className={styles.page}>
      <h1 ref={heading} tabIndex={-1} className="visually-hidden">
        {label}…
      </h1>
      <span className={styles.heading} />
      <span className={styles.sub} />
      <span className={styles.card}>
        <span className={styles.bar} />
      </span>
      <span className={styles.rest}>
        {widths.slice(0, 4).map((width) => (
          <span key={width} className={styles.bar} style={{ width }} />
        ))}
      </span>
    </div>
  );
}
