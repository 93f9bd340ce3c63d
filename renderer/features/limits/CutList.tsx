import type { LifetimeCut } from '../../../shared/model/limits';
import styles from './LimitsPage.module.css';
import { afterWords } from './words';

interface Props {
  title: string;
  cuts: readonly LifetimeCut[];
  onPick: (id: string) => void;
}

/** Cuts that have no place on the time axis, in one line of names. */
export function CutList({ title, cuts, onPick }: Props) {
  if (cuts.length === 0) return null;
  return (
    <p className={styles.list}>
      {title}:{' '}
      {cuts.map((cut, index) => (
        <span key={cut.id}>
          {index > 0 && ', '}
          <button type="button" className={styles.link} title={cut.sentence} onClick={() => onPick(cut.id)}>
            {cut.title}
          </button>
          {(cut.afterS !== null || cut.when !== undefined) && ` (${afterWords(cut)})`}
        </span>
      ))}
    </p>
  );
}
