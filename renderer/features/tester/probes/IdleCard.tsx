import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import type { CheckState } from '../../../../shared/model/common';
import type { ConnectRequest } from '../../../../shared/model/connect';
import type { IdleProbeResult } from '../../../../shared/model/tester-runs';
import { Card } from '../../../components/Card';
import { ErrorState } from '../../../components/ErrorState';
import { duration } from '../../../components/format';
import { useCall } from '../../../ipc/hooks';
import type { BuiltRequest } from '../connect-request';
import { RunVerdict } from '../runs/RunVerdict';
import { useKept } from '../runs/use-kept';
import { useRun } from '../runs/use-run';
import { PauseBars } from './PauseBars';
import { pauseBars, readPauses } from './pauses';
import styles from './Probes.module.css';

const lights: Record<IdleProbeResult['outcome'], CheckState> = {
  cut: 'warning',
  lost: 'broken',
  held: 'good',
  'not-upgraded': 'broken',
  stopped: 'unknown',
};
const nothingTyped: { typed: string | null } = { typed: null };
const nowhere: ConnectRequest = { url: 'ws://-', subprotocols: [], headers: [], timeoutMs: 1000 };

/** Holds one quiet socket with growing pauses: what cuts silence, and when. */
export function IdleCard({ serverId, built }: { serverId: string; built: BuiltRequest }) {
  const run = useRun('tester.idleProbe', serverId);
  const [{ typed }, keep] = useKept(`idle:${serverId}`, nothingTyped);
  const proposal = useCall('tester.idleProposal', built.ok ? built.request : nowhere, {
    enabled: built.ok,
    keepPrevious: true,
  });
  const text = typed ?? proposal.data?.pausesS.join(', ') ?? '';
  const read = readPauses(text);
  const running = run.state === 'running';
  const shown = run.input?.pausesS ?? (read.ok ? read.pausesS : []);
  const whole = read.ok ? read.pausesS.reduce((sum, pause) => sum + pause, 0) : 0;
  return (
    <Card title="What cuts silence?" aside={read.ok && !running ? `at most ${duration(whole)}` : undefined}>
      <div className={styles.body}>
        <p className={styles.intro}>
          One socket is opened and left quiet for each pause. A ping that comes back ends the pause; a cut is
          timed as it happens.
        </p>
        <form
          className={styles.start}
          onSubmit={(event) => {
            event.preventDefault();
            if (!running && built.ok && read.ok)
              void run.start({ connect: built.request, pausesS: read.pausesS });
          }}
        >
          <TextField
            id="pauses"
            label="Pauses, seconds"
            value={text}
            disabled={running}
            error={text !== '' && !read.ok}
            helperText={
              !built.ok
                ? built.sentence
                : read.ok || text === ''
                  ? typed === null
                    ? proposal.data?.sentence
                    : undefined
                  : read.sentence
            }
            onChange={(event) => keep({ typed: event.target.value })}
            slotProps={{ htmlInput: { spellCheck: false } }}
          />
          {running ? (
            <Button onClick={() => void run.cancel()}>Stop</Button>
          ) : (
            <Button type="submit" variant="contained" disabled={!built.ok || !read.ok}>
              Hold it quiet
            </Button>
          )}
        </form>
        {run.state !== 'idle' && shown.length > 0 && (
          <PauseBars bars={pauseBars(shown, run.progress, run.result)} />
        )}
        {run.error && <ErrorState inline error={run.error} />}
        {run.result && (
          <RunVerdict state={lights[run.result.outcome]}>{run.result.diagnosis.sentence}</RunVerdict>
        )}
      </div>
    </Card>
  );
}
