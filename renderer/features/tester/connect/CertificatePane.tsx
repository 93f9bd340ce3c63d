import Button from '@mui/material/Button';
import { CopyButton } from '../../../components/CopyButton';
import { Pill } from '../../../components/Pill';
import { CertificateFacts } from './CertificateFacts';
import styles from './CertificatePane.module.css';
import { certificateFaults, hostAsked, trustWords } from './certificate-words';
import type { Looked } from './use-inspect';

interface Props {
  looked: Looked;
  onTrust: (fingerprint: string) => void;
  onClose: () => void;
}

/** A server's certificate, to be looked at before anything goes to it: chain, names, dates, fingerprint, what is wrong. */
export function CertificatePane({ looked: { report, authority }, onTrust, onClose }: Props) {
  const leaf = report.chain[0];
  const host = hostAsked(report, authority);
  const faults = certificateFaults(report, host);
  return (
    <section className={styles.pane} aria-labelledby="certificate-title">
      <header className={styles.head}>
        <h2 id="certificate-title">Certificate of {authority}</h2>
        <Pill tone={report.trusted ? 'good' : 'bad'}>{report.trusted ? 'trusted' : 'not trusted'}</Pill>
        <span className={styles.tls}>{[report.version, report.cipher].filter(Boolean).join(' · ')}</span>
      </header>
      <div className={styles.body} tabIndex={0} role="group" aria-labelledby="certificate-title">
        {report.trusted ? (
          <p className={styles.good}>{trustWords(report)}</p>
        ) : (
          <ul className={styles.fault} aria-label="What is wrong with it">
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        )}
        {report.chain.map((certificate, index) => (
          <CertificateFacts
            key={certificate.fingerprint}
            certificate={certificate}
            host={index === 0 ? host : null}
            place={index === 0 ? 'Server' : index === report.chain.length - 1 ? 'Root' : 'Between'}
          />
        ))}
      </div>
      <footer className={styles.foot}>
        {!report.trusted && (
          <p className={styles.hint}>
            Nothing secret was sent. Compare the fingerprint with the server’s administrator; trust lasts
            until the window is closed, for this certificate on {authority} alone.
          </p>
        )}
        {leaf && <CopyButton label="Copy the fingerprint" text={leaf.fingerprint} />}
        <Button onClick={onClose}>Close</Button>
        {leaf && !report.trusted && (
          <Button variant="contained" onClick={() => onTrust(leaf.fingerprint)}>
            Trust for this session and connect
          </Button>
        )}
      </footer>
    </section>
  );
}
