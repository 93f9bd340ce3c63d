import type { Where } from '../../shared/errors';
import { placeOf } from './place-of';
import styles from './SourceLabel.module.css';

/** Where a value comes from, in words, and the file and line an editor would jump to. */
export function SourceLabel({ label, where }: { label: string; where?: Where | null | undefined }) {
  const place = where ? placeOf(where) : null;
  if (place === null) return <span className={styles.label}>{label}</span>;
  // "applicationHost.config" beside "applicationHost.config:212" says the same thing twice.
  const repeated = place.startsWith(label);
  return (
    <span className={styles.label} title={`${where?.file ?? ''}${where?.line ? `, line ${where.line}` : ''}`}>
      {!repeated && <>{label} </>}
      <code className={styles.place}>{place}</code>
    </span>
  );
}
