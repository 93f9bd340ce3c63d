import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { HandshakeReport, TesterState } from '../../../shared/model/tester';
import { Card } from '../../components/Card';
import { ms } from '../../components/format';
import styles from './Handshake.module.css';
import { TimingBar } from './TimingBar';

type Part = 'response' | 'request' | 'body';

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
  const [part, setPart] = useState<Part>(report.body.trim() !== '' ? 'body' : 'response');
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        className={styles.parts}
        value={part}
        aria-label="Part of the handshake"
        onChange={(_event, next: Part | null) => {
          if (next !== null) setPart(next);
        }}
      >
        <ToggleButton value="response">Response</ToggleButton>
        <ToggleButton value="request">Request</ToggleButton>
        {report.body !== '' && <ToggleButton value="body">Body</ToggleButton>}
      </ToggleButtonGroup>
      <pre className={styles.raw} tabIndex={0} role="region" aria-label={`The ${part} as text`}>
        {partText(report, part)}
      </pre>
    </>
  );
}

function partText(report: HandshakeReport, part: Part): string {
  if (part === 'request') return report.requestText.trimEnd();
  if (part === 'body') return report.body;
  if (report.status === null) return 'No HTTP answer came.';
  const head = `HTTP/1.1 ${report.status} ${report.statusText}`.trim();
  return [head, ...report.headers.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}
