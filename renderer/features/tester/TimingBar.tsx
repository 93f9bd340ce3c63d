import type { Timings } from '../../../shared/model/tester';
import { ms } from '../../components/format';
import styles from './Handshake.module.css';

const steps = [
  ['dns', 'DNS'],
  ['tcp', 'TCP'],
  ['tls', 'TLS'],
  ['upgrade', 'upgrade'],
] as const;

/** How long each step of the handshake took, one after the other; steps that weren't needed are left out. */
export function TimingBar({ timings }: { timings: Timings }) {
  const taken = steps.flatMap(([id, word]) => {
    const value = timings[id];
    return value === null ? [] : [{ id, word, value }];
  });
  const sum = taken.reduce((all, { value }) => all + value, 0) || 1;
  return (
    <>
      <div className={styles.bar} aria-hidden="true">
        {taken.map(({ id, value }) => (
          <span key={id} className={styles[id]} style={{ flexGrow: Math.max(0.02, value / sum) }} />
        ))}
      </div>
      <ul className={styles.steps} aria-label="Time taken">
        {taken.map(({ id, word, value }) => (
          <li key={id} className={styles[id]}>
            {word} {ms(value)}
          </li>
        ))}
      </ul>
    </>
  );
}
