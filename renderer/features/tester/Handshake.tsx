import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { HandshakeReport, TesterState } from '../../../shared/model/tester';
import { Card } from '../../components/Card';
import { ms } from '../../components/format';
import { partsOf, partText, withoutSecrets } from './connect/raw-text';
import type { HandshakePart } from './connect/raw-text';
import { Redirects } from './connect/Redirects';
import { TlsView } from './connect/TlsView';
import styles from './Handshake.module.css';
import { TimingBar } from './TimingBar';

/** The upgrade: status, how long each step took, and both heads as they went over the wire. */
export function Handshake({ state }: { state: TesterState | undefined }) {
  const report = state?.handshake ?? null;
  return (
    <Card title="Handshake" aside={report && summary(report)} {...(failed(report) ? { tone: 'bad' } : {})}>
      {report === null ? (
        <p className={styles.none}>
          {state?.phase === 'connecting'
            ? 'Asking for the upgrade…'
            : 'Connect to see status, timings and headers.'}
        </p>
      ) : (
        <>
          <TimingBar timings={report.timingsMs} />
          {report.redirects && <Redirects redirects={report.redirects} />}
          <Parts key={state?.sessionId} report={report} />
        </>
      )}
    </Card>
  );
}

const failed = (report: HandshakeReport | null): boolean => report !== null && report.status !== 101;

function summary({ status, statusText, timingsMs }: HandshakeReport): string {
  const answer = status === null ? 'no answer' : `${status} ${statusText}`.trim();
  return `${answer} in ${ms(timingsMs.total)}`;
}

function Parts({ report }: { report: HandshakeReport }) {
  // A refusal is explained by its body first.
  const [part, setPart] = useState<HandshakePart>(report.body.trim() !== '' ? 'body' : 'response');
  const [shown, setShown] = useState(false);
  const text = partText(report, part);
  const covered = part === 'body' ? text : withoutSecrets(text);
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        className={styles.parts}
        value={part}
        aria-label="Part of the handshake"
        onChange={(_event, next: HandshakePart | null) => {
          if (next !== null) setPart(next);
        }}
      >
        {partsOf(report).map(([id, word]) => (
          <ToggleButton key={id} value={id}>
            {word}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {part === 'tls' && report.tls ? (
        <TlsView tls={report.tls} />
      ) : (
        <pre className={styles.raw} tabIndex={0} role="region" aria-label={`The ${part} as text`}>
          {shown ? text : covered}
        </pre>
      )}
      {part !== 'tls' && part !== 'body' && covered !== text && (
        <Button size="small" variant="text" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Cover what is secret' : 'Show what is secret'}
        </Button>
      )}
    </>
  );
}
