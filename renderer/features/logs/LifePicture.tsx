import { useState } from 'react';
import type { LogView } from '../../../shared/model/logs';
import { count, counted, ms } from '../../components/format';
import { useWidth } from '../../components/use-width';
import { LifeScale } from './LifeScale';
import styles from './LogsPage.module.css';

const HEIGHT = 64;
const SCALE = 20;
const FEW_SENTENCES = 2;

/** The lives as columns on a log scale, with what walls and peaks are. */
export function LifePicture({ view }: { view: LogView }) {
  const [ref, width] = useWidth(360);
  const { lives, lifetimesMs, peaks } = view;
  const [first, last] = [lives[0], lives.at(-1)];
  if (!first || !last)
    return <p className={styles.quiet}>No socket ended in this time, or time-taken isn't logged.</p>;
  const most = Math.max(...lives.map((each) => each.count));
  const step = Math.min(28, width / lives.length);
  const label = `Half of ${counted(lifetimesMs.count, 'socket')} lived up to ${ms(lifetimesMs.p50 ?? 0)}, the longest ${ms(lifetimesMs.max ?? 0)}`;
  const isPeak = (from: number, to: number) => peaks.some((peak) => peak.ms >= from && peak.ms < to);
  return (
    <div ref={ref}>
      <svg role="img" aria-label={label} width={width} height={HEIGHT + SCALE} className={styles.lives}>
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
              <title>{`${ms(fromMs)} to ${ms(toMs)}: ${counted(sockets, 'socket')}`}</title>
            </rect>
          );
        })}
        <LifeScale
          fromMs={first.fromMs}
          toMs={last.toMs}
          otherwise={`${ms(first.fromMs)} to ${ms(last.toMs)}`}
          width={step * lives.length}
          top={HEIGHT}
        />
      </svg>
      <Sentences view={view} first={`${label}; 95\u00a0% up to ${ms(lifetimesMs.p95 ?? 0)}.`} />
    </div>
  );
}

/** Walls first, the largest before all: many ended at once. Then the peaks. */
function Sentences({ view: { walls, peaks }, first }: { view: LogView; first: string }) {
  const [all, setAll] = useState(false);
  const named = [
    ...walls.toSorted((a, b) => b.ended - a.ended),
    ...peaks.toSorted((a, b) => b.count - a.count),
  ];
  const hidden = named.length - FEW_SENTENCES;
  return (
    <ul className={styles.sentences}>
      <li>{first}</li>
      {named.slice(0, all ? undefined : FEW_SENTENCES).map(({ sentence }, at) => (
        <li key={`${at} ${sentence}`} className={styles.named}>
          {sentence}
        </li>
      ))}
      {hidden > 0 && (
        <li>
          <button type="button" className={styles.link} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Fewer' : `${count(hidden)} more`}
          </button>
        </li>
      )}
    </ul>
  );
}
