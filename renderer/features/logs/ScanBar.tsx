import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import type { LogRange } from '../../../shared/model/logs';
import { useAction } from '../../ipc/hooks';
import styles from './LogsPage.module.css';
import { scanWords } from './scan-words';
import { SpanFields } from './SpanFields';
import { rangeOf, spans, spanWords } from './spans';
import type { SpanName } from './spans';
import type { Scan } from './use-scan';

interface Props {
  scan: Scan;
  span: SpanName;
  range: LogRange;
  /** Files were chosen instead of the site's own logs. */
  chosen: boolean;
  /** Without a range only the choice changes. */
  onSpan: (span: SpanName, range?: LogRange) => void;
  onPaths: (paths: string[]) => void;
}

/** Which stretch of time, from which files, and how far the reading is. */
export function ScanBar({ scan, span, range, chosen, onSpan, onPaths }: Props) {
  const pick = useAction('shell.pickLogs');
  const { running, follow, cancelled } = scan;
  const { progress } = scan.job;
  const open = async () => {
    const { paths } = await pick.mutateAsync({});
    if (paths.length > 0) onPaths(paths);
  };
  const choose = (to: SpanName | null) => {
    if (to === 'custom') onSpan(to);
    else if (to !== null) onSpan(to, rangeOf(to, Date.now()));
  };
  const reading = running && progress?.state !== 'following' && cancelled === null;
  return (
    <div className={styles.bar}>
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label="Stretch of time"
        value={span}
        onChange={(_event, to: SpanName | null) => choose(to)}
      >
        {spans.map((each) => (
          <ToggleButton key={each} value={each}>
            {spanWords[each]}
          </ToggleButton>
        ))}
        <ToggleButton value="custom">From – to</ToggleButton>
      </ToggleButtonGroup>
      {span === 'custom' && (
        <SpanFields key={JSON.stringify(range)} range={range} onRange={(next) => onSpan('custom', next)} />
      )}
      <Button aria-pressed={follow} onClick={() => scan.setFollow(!follow)}>
        {follow ? 'Stop following' : 'Follow live'}
      </Button>
      {chosen ? (
        <Button onClick={() => onPaths([])}>Back to the site's logs</Button>
      ) : (
        <Button onClick={() => void open()}>Open files…</Button>
      )}
      {reading && <Button onClick={scan.cancel}>Cancel</Button>}
      {cancelled !== null && <Button onClick={scan.again}>Read again</Button>}
      <span className={cancelled === null ? styles.said : styles.cancelled} role="status">
        {scanWords(scan, reading)}
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
