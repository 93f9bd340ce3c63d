import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { ExportFormat } from '../../../../shared/model/keep';
import type { TesterState } from '../../../../shared/model/tester';
import { ErrorState } from '../../../components/ErrorState';
import { bytes, counted } from '../../../components/format';
import { useAction } from '../../../ipc/hooks';
import { useJob } from '../../../ipc/use-job';
import styles from './Keep.module.css';

const formats: Record<ExportFormat, { label: string; kind: 'json' | 'har' | 'jsonl' | 'csv'; note: string }> =
  {
    session: {
      label: 'Session',
      kind: 'json',
      note: 'Every frame, readable; can be opened here again and replayed.',
    },
    har: {
      label: 'HAR',
      kind: 'har',
      note: 'Handshake and messages, as the tools of browsers write and read them.',
    },
    jsonl: { label: 'JSON lines', kind: 'jsonl', note: 'A frame a line, for scripts and log tools.' },
    csv: { label: 'CSV', kind: 'csv', note: 'A frame a row, for a spreadsheet.' },
  };
const formatIds = ['session', 'har', 'jsonl', 'csv'] as const;

interface Props {
  state: TesterState;
  secrets: boolean;
}

/** The session as a file. */
export function ExportPart({ state, secrets }: Props) {
  const [format, setFormat] = useState<ExportFormat>('session');
  const pick = useAction('shell.pickSave');
  const job = useJob('tester.export');
  const { kind, note } = formats[format];
  const running = job.state === 'running';
  const save = () =>
    pick.mutate(
      { name: `${hostOf(state.url)}.${kind}`, kind },
      {
        onSuccess: ({ path }) => {
          if (path !== null) void job.start({ sessionId: state.sessionId, path, format, secrets });
        },
      },
    );
  return (
    <>
      <div className={styles.line}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={format}
          disabled={running}
          aria-label="Format of the file"
          onChange={(_event, next: ExportFormat | null) => {
            if (next !== null) setFormat(next);
          }}
        >
          {formatIds.map((id) => (
            <ToggleButton key={id} value={id}>
              {formats[id].label}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        {running ? (
          <Button className={styles.right ?? ''} onClick={() => void job.cancel()}>
            Stop
          </Button>
        ) : (
          <Button className={styles.right ?? ''} variant="contained" disabled={pick.isPending} onClick={save}>
            Save as…
          </Button>
        )}
      </div>
      <p className={styles.note}>{note}</p>
      {running && <Progress progress={job.progress} />}
      {(pick.error ?? job.error) && <ErrorState inline error={pick.error ?? job.error ?? { message: '' }} />}
      {job.result && (
        <p role="status" className={styles.done}>
          Saved {counted(job.result.frames, 'frame')}, {bytes(job.result.bytes)}, in{' '}
          <code>{job.result.path}</code>
          {job.result.dropped > 0 && `; ${counted(job.result.dropped, 'older frame')} were no longer kept`}.
        </p>
      )}
    </>
  );
}

function Progress({ progress }: { progress: { frames: number; of: number | null } | null }) {
  const { frames = 0, of = null } = progress ?? {};
  return (
    <div className={styles.progress}>
      <LinearProgress
        aria-label="Export"
        {...(of === null
          ? {}
          : { variant: 'determinate' as const, value: of === 0 ? 100 : (frames / of) * 100 })}
      />
      <span className={styles.note}>{counted(frames, 'frame')}</span>
    </div>
  );
}

/** For the file's name: "chat.example". */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname.slice(0, 100) : 'session');
