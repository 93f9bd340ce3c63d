import { COLUMN, hang, liveShare } from './cable-pieces';
import type { Piece } from './cable-pieces';
import { classNames } from '../../components/class-names';
import styles from './StationPath.module.css';

/** The cable behind the lights. Decoration to a screen reader: each light says the same in words. */
export function Cable({ pieces }: { pieces: readonly Piece[] }) {
  const width = (pieces.length + 1) * COLUMN;
  const cut = (1 - liveShare(pieces)) * 100;
  return (
    <>
      <svg className={styles.cable} viewBox={`0 0 ${width} 44`} preserveAspectRatio="none" aria-hidden="true">
        {pieces.map((piece, index) => (
          <g key={index}>
            {piece === 'dead' && <path d={hang(index)} className={styles.dead} />}
            {piece === 'hollow' && <path d={hang(index)} className={styles.sheath} />}
            {piece === 'hollow' && <path d={hang(index)} className={styles.core} />}
          </g>
        ))}
      </svg>
      {/* The live part is the whole cable, uncovered as far as an upgrade gets: it grows to the next station. */}
      <svg
        className={classNames(styles.cable, styles.live)}
        viewBox={`0 0 ${width} 44`}
        preserveAspectRatio="none"
        aria-hidden="true"
        style={{ clipPath: `inset(0 ${cut}% 0 0)` }}
      >
        {pieces.map((_, index) => (
          <path key={index} d={hang(index)} />
        ))}
      </svg>
    </>
  );
}
