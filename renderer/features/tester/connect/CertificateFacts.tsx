import { Fragment } from 'react';
import type { CertificateInfo } from '../../../../shared/model/connect';
import { Pill } from '../../../components/Pill';
import { dateWords, nameFault, nameWords, timeFault } from './certificate-words';
import styles from './CertificatePane.module.css';

interface Props {
  certificate: CertificateInfo;
  /** Its place in the chain. */
  place: string;
  /** What it must be for; null for an issuer's. */
  host: string | null;
}

/** One certificate of a chain. */
export function CertificateFacts({ certificate, place, host }: Props) {
  const time = timeFault(certificate);
  const marks: Partial<Record<string, string>> = {
    ...(host !== null && nameFault(certificate.names, host) ? { For: `not for ${host}` } : {}),
    ...(time === 'early' ? { From: 'not valid yet' } : time === 'expired' ? { Until: 'expired' } : {}),
  };
  const rows = [
    ['Issued by', certificate.issuer === certificate.subject ? 'itself' : certificate.issuer],
    ['For', nameWords(certificate.names)],
    ['From', dateWords(certificate.validFrom)],
    ['Until', dateWords(certificate.validTo)],
    ['SHA-256', certificate.fingerprint],
    ['Serial number', certificate.serialNumber],
  ] as const;
  return (
    <article className={styles.certificate}>
      <h3>
        <span className={styles.place}>{place}</span> {certificate.subject || 'no subject'}
      </h3>
      <dl className={styles.facts}>
        {rows.map(([word, value]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className={word === 'SHA-256' || word === 'Serial number' ? styles.mono : undefined}>
              {word === 'SHA-256' ? <Pairs text={value} /> : value}{' '}
              {marks[word] !== undefined && <Pill tone="bad">{marks[word]}</Pill>}
            </dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** Broken between two bytes, if at all; copied it is the same text. */
function Pairs({ text }: { text: string }) {
  return text.split(/(?<=:)/).map((pair, index) => (
    <Fragment key={index}>
      {pair}
      <wbr />
    </Fragment>
  ));
}
