import type { HandshakeReport } from '../../../../shared/model/tester';
import { dateWords, nameWords, timeFault } from './certificate-words';
import styles from './HandshakeFacts.module.css';

/** Version, cipher and chain of a wss:// connection, in short. */
export function TlsView({ tls }: { tls: NonNullable<HandshakeReport['tls']> }) {
  const leaf = tls.chain[0];
  const rows = [
    ['Version', tls.version ?? 'unknown'],
    ['Cipher', tls.cipher ?? 'unknown'],
    ['SNI', tls.serverName === '' ? 'none sent' : tls.serverName],
    ['Trust', tls.trusted ? 'trusted' : `not by itself: ${tls.problem ?? 'unknown'}`],
    ...(leaf
      ? [
          ['For', nameWords(leaf.names)],
          ['Until', `${dateWords(leaf.validTo)}${timeFault(leaf) === 'expired' ? ': expired' : ''}`],
        ]
      : []),
    ...tls.chain.map((one, index) => [index === 0 ? 'Chain' : '', one.subject || 'no subject']),
  ];
  return (
    <dl className={styles.facts} tabIndex={0} role="group" aria-label="TLS of the connection">
      {rows.map(([word, value]) => (
        <div key={`${word} ${value}`}>
          <dt>{word}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
