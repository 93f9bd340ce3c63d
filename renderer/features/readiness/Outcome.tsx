import type { HandshakeOutcome } from '../../../shared/model/readiness';
import { Lamp } from '../../components/Lamp';
import { SkeletonLines } from '../../components/Skeletons';
import styles from './HandshakeCard.module.css';

/** How the last handshake ended: light, status, time, and what it means. */
export function Outcome({ handshake, pending }: { handshake: HandshakeOutcome | null; pending: boolean }) {
  if (pending) return <SkeletonLines lines={2} label="The handshake is being tried" />;
  if (handshake === null) return <p className={styles.why}>No handshake was tried yet.</p>;
  const { status, statusText, upgraded, ms, url, at, diagnosis } = handshake;
  const word = status === null ? 'no answer' : `${status} ${statusText}`.trim();
  return (
    <section aria-label="The last handshake" className={upgraded ? styles.good : styles.bad}>
      <p className={styles.status}>
        <Lamp state={upgraded ? 'good' : 'broken'} word={word} />
        <span className={styles.when}>
          in {ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms, at{' '}
          <time dateTime={at}>{new Date(at).toLocaleTimeString([], { hour12: false })}</time>
        </span>
      </p>
      <code className={styles.url}>{url}</code>
      <p>{diagnosis.sentence}</p>
    </section>
  );
}
