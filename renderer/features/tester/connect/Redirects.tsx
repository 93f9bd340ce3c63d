import type { HandshakeReport } from '../../../../shared/model/tester';
import styles from './HandshakeFacts.module.css';

/** The answers that led here, oldest first. */
export function Redirects({ redirects }: { redirects: NonNullable<HandshakeReport['redirects']> }) {
  return (
    <ol className={styles.redirects} aria-label="Redirects that were followed">
      {redirects.map(({ url, status, location }, index) => (
        <li key={index}>
          <b>{status}</b> {url} → {location}
        </li>
      ))}
    </ol>
  );
}
