import { useProduction } from './production';
import styles from './ProductionNote.module.css';

/** In every confirmation: that it is about a server marked Production, and which one. `name`: not the one that is shown. */
export function ProductionNote({ name }: { name?: string | null }) {
  const shown = useProduction();
  const marked = name === undefined ? shown : name;
  if (marked === null) return null;
  return (
    <p className={styles.note}>
      <strong>Production</strong> {marked}
    </p>
  );
}
