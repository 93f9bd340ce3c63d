import { duration } from '../../../components/format';
import type { PauseBar } from './pauses';
import styles from './Probes.module.css';

/** The pauses, one under the other, as long as they are; how far each got. */
export function PauseBars({ bars }: { bars: readonly PauseBar[] }) {
  const longest = Math.max(...bars.map(({ pauseS }) => pauseS));
  return (
    <ol className={styles.bars} aria-label="Pauses">
      {bars.map(({ pauseS, state, part, words }) => (
        <li key={pauseS} data-state={state}>
          <span className={styles.pause}>{duration(pauseS)}</span>
          <span className={styles.track} aria-hidden="true">
            <span className={styles.whole} style={{ width: `${(pauseS / longest) * 100}%` }}>
              <span className={styles.part} style={{ width: `${part * 100}%` }} />
            </span>
          </span>
          <span className={styles.words}>{words}</span>
        </li>
      ))}
    </ol>
  );
}
