import type { LogView } from '../../../shared/model/logs';
import { count, ms } from '../../components/format';
import { useWidth } from '../../components/use-width';
import styles from './LogsPage.module.css';

const HEIGHT = 64;
const MOST_SENTENCES = 3;

/** The lives as columns on a log scale, with what the peaks are. */
export function LifePicture({ view }: { view: LogView }) {
  const [ref, width] = useWidth(360);
  const { lives, lifetimesMs, peaks, walls } = view;
  if (lives.length === 0)
    return <p className={styles.quiet}>No socket ended in this time, or time-taken isn't logged.</p>;
  const most = Math.max(...lives.map((each) => each.count));
  const step = Math.min(28, width / lives.length);
  const first = lives[0];
  const last = lives.at(-1);
  const label = `Half of ${count(lifetimesMs.count)} sockets lived up to ${ms(lifetimesMs.p50 ?? 0)}, the longest ${ms(lifetimesMs.max ?? 0)}`;
  const isPeak = (from: number, to: number) => peaks.some((peak) => peak.ms >= from && peak.ms < to);
  return (
    <div ref={ref}>
      <svg role="img" aria-label={label} width={width} height={HEIGHT + 2} className={styles.lives}>
        {lives.map(({ fromMs, toMs, count: sockets }, at) => {
          const high = sockets === 0 ? 0 : Math.max(2, (sockets / most) * HEIGHT);
          return (
            <rect
              key={fromMs}
              className={isPeak(fromMs, toMs) ? styles.peak : styles.life}
              x={at * step}
              y={HEIGHT - high}
              width={Math.max(1, step - 2)}
              height={high}
            >
              <title>{`${ms(fromMs)} to ${ms(toMs)}: ${count(sockets)} sockets`}</title>
            </rect>
          );
        })}
      </svg>
      <div className={styles.ends} style={{ width: step * lives.length }}>
        <span>{ms(first?.fromMs ?? 0)}</span>
        <span>{ms(last?.toMs ?? 0)}</span>
      </div>
      <ul className={styles.sentences}>
        <li>
          {label}; 95{'\u00a0'}% up to {ms(lifetimesMs.p95 ?? 0)}.
        </li>
        {[...peaks, ...walls].slice(0, MOST_SENTENCES).map(({ sentence }) => (
          <li key={sentence} className={styles.named}>
            {sentence}
          </li>
        ))}
      </ul>
    </div>
  );
}
