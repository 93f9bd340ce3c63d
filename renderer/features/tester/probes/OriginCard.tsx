import Button from '@mui/material/Button';
import type { CheckState } from '../../../../shared/model/common';
import type { OriginTry } from '../../../../shared/model/tester-runs';
import { Card } from '../../../components/Card';
import { ErrorState } from '../../../components/ErrorState';
import { Lamp } from '../../../components/Lamp';
import type { BuiltRequest } from '../connect-request';
import { RunVerdict } from '../runs/RunVerdict';
import { useRun } from '../runs/use-run';
import styles from './Probes.module.css';

const lights: Record<string, CheckState> = {
  'origin-checked': 'good',
  'origin-others': 'good',
  'origin-any': 'broken',
  'origin-null': 'warning',
};
/** A foreign page that gets in is the fault, one's own that does is right. */
const foreign = (origin: string | null): boolean => origin === 'null' || /\.invalid$/.test(origin ?? '');
const light = ({ origin, upgraded }: OriginTry): CheckState =>
  foreign(origin) ? (upgraded ? 'broken' : 'good') : upgraded ? 'good' : 'unknown';

/** Whether a page of another site may open this socket in a user's name. */
export function OriginCard({ serverId, built }: { serverId: string; built: BuiltRequest }) {
  const run = useRun('tester.originProbe', serverId);
  const running = run.state === 'running';
  const tries = run.result?.tries ?? run.progress?.tries ?? [];
  return (
    <Card title="Who may open it?" aside="cross-site hijacking">
      <div className={styles.body}>
        <p className={styles.intro}>
          Browsers send cookies along with a WebSocket, whatever page opens it; only the server’s look at
          Origin keeps foreign pages out. Four handshakes are made, and no message is sent.
        </p>
        <div>
          {running ? (
            <Button onClick={() => void run.cancel()}>Stop</Button>
          ) : (
            <Button
              variant="contained"
              disabled={!built.ok}
              onClick={() => {
                if (built.ok) void run.start(built.request);
              }}
            >
              Try origins
            </Button>
          )}
        </div>
        {(tries.length > 0 || running) && (
          <table className={styles.tries} aria-label="Origins that were tried">
            <thead>
              <tr>
                <th scope="col">Origin</th>
                <th scope="col">answer</th>
                <th scope="col">socket</th>
              </tr>
            </thead>
            <tbody>
              {tries.map((one) => (
                <tr key={one.origin ?? ''} title={one.sentence}>
                  <th scope="row">
                    <code>{one.origin ?? 'none'}</code>
                    {foreign(one.origin) && <span className={styles.foreign}> foreign</span>}
                  </th>
                  <td>{one.status ?? 'none'}</td>
                  <td>
                    <Lamp state={light(one)} word={one.upgraded ? 'opened' : 'refused'} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {run.error && <ErrorState inline error={run.error} />}
        {run.result && (
          <RunVerdict state={lights[run.result.diagnosis.id] ?? 'unknown'}>
            {run.result.diagnosis.sentence}
          </RunVerdict>
        )}
      </div>
    </Card>
  );
}
