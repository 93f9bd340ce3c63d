import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import type { LogRange, LogView } from '../../../shared/model/logs';
import { bytes, counted } from '../../components/format';
import { useAction } from '../../ipc/hooks';
import type { Job } from '../../ipc/use-job';
import styles from './LogsPage.module.css';
import { SpanFields } from './SpanFields';
import { rangeOf, spans, spanWords } from './spans';
import type { SpanName } from './spans';

interface Props {
  job: Job<'logs.scan'>;
  view: LogView | null;
  running: boolean;
  follow: boolean;
  range: LogRange;
  /** Files were chosen instead of the site's own logs. */
  chosen: boolean;
  onRange: (range: LogRange) => void;
  onFollow: (follow: boolean) => void;
  onPaths: (paths: string[]) => void;
}

/** Which stretch of time, from which files, and how far the reading is. */
export function ScanBar({ job, view, running, follow, range, chosen, onRange, onFollow, onPaths }: Props) {
  const [span, setSpan] = useState<SpanName | 'custom'>('day');
  const pick = useAction('shell.pickLogs');
  const choose = (to: SpanName | 'custom' | null) => {
    if (to === null) return;
    setSpan(to);
    if (to !== 'custom') onRange(rangeOf(to, Date.now()));
  };
  const open = async () => {
    const { paths } = await pick.mutateAsync({});
    if (paths.length > 0) onPaths(paths);
  };
  const { progress } = job;
  const reading = running && progress?.state !== 'following';
  return (
    <div className={styles.bar}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Stretch of time"
        value={span}
        onChange={(_event, to: SpanName | 'custom' | null) => choose(to)}
      >
        {spans.map((each) => (
          <ToggleButton key={each} value={each}>
            {spanWords[each]}
          </ToggleButton>
        ))}
        <ToggleButton value="custom">From – to</ToggleButton>
      </ToggleButtonGroup>
      {span === 'custom' && <SpanFields range={range} onRange={onRange} />}
      <Button aria-pressed={follow} onClick={() => onFollow(!follow)}>
        {follow ? 'Stop following' : 'Follow live'}
      </Button>
      {chosen ? (
        <Button onClick={() => onPaths([])}>Back to the site's logs</Button>
      ) : (
        <Button onClick={() => void open()}>Open files…</Button>
      )}
      {reading && <Button onClick={() => void job.cancel()}>Cancel</Button>}
      <span className={styles.said} role="status">
        {reading ? 'reading ' : follow && running ? 'following ' : ''}
        {view !== null &&
          `${counted(view.files, 'file')}, ${bytes(view.bytes)}, ${counted(view.lines, 'row')}`}
        {reading && progress !== null && speed(progress.read, progress.elapsedMs)}
      </span>
      {reading && (
        <LinearProgress
          aria-label="Reading the logs"
          className={styles.progress ?? ''}
          variant={progress !== null && progress.total > 0 ? 'determinate' : 'indeterminate'}
          value={progress === null ? 0 : Math.min(100, (100 * progress.read) / Math.max(1, progress.total))}
        />
      )}
    </div>
  );
}

const speed = (read: number, elapsedMs: number): string =>
  elapsedMs > 0 && read > 0 ? `, ${bytes((1000 * read) / elapsedMs)}/s` : '';
