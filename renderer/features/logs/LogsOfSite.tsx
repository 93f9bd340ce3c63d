import Button from '@mui/material/Button';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { LogRange, LogSources, LogView } from '../../../shared/model/logs';
import type { Span } from '../../components/chart/chart-types';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { counted } from '../../components/format';
import { Page } from '../../components/Page';
import type { PageProps } from '../shell/page-props';
import { LifePicture } from './LifePicture';
import { LogNotes } from './LogNotes';
import styles from './LogsPage.module.css';
import { RowDetail } from './RowDetail';
import { RowsCard } from './RowsCard';
import { ScanBar } from './ScanBar';
import { rangeOf, stretchWords } from './spans';
import type { SpanName } from './spans';
import { NO_FILTER, SumsCard } from './SumsCard';
import { TimesChart } from './TimesChart';
import { useRows } from './use-rows';
import { useScan } from './use-scan';
import type { Scan } from './use-scan';

interface Props {
  serverId: string;
  site: string;
  sources: LogSources;
  picker: ReactNode;
  navigate: PageProps['navigate'];
}

/** One site's logs for a stretch of time. */
export function LogsOfSite({ serverId, site, sources, picker, navigate }: Props) {
  const [span, setSpan] = useState<SpanName>('day');
  const [range, setRange] = useState<LogRange>(() => rangeOf('day', Date.now()));
  const [paths, setPaths] = useState<string[]>([]);
  const [brushed, setBrushed] = useState<Span | null>(null);
  const [filter, setFilter] = useState(NO_FILTER);
  const place = { serverId, site, paths };
  const readable = paths.length > 0 || sources.paths.length > 0;
  const scan = useScan(place, range, readable);
  const { job, view, running, follow } = scan;
  const query = { ...place, range: brushed ? rangeFrom(brushed) : range, ...filter };
  const ready = view !== null && (!running || follow || brushed !== null);
  const rows = useRows(query, `${scan.readings} ${view?.lines ?? 0}`, ready);
  const all = () => {
    setBrushed(null);
    setFilter(NO_FILTER);
  };
  const onSpan = (to: SpanName, next?: LogRange) => {
    setSpan(to);
    if (next === undefined) return;
    all();
    setRange(next);
  };
  const nothing = view !== null && view.statuses.length === 0 && view.reasons.length === 0;
  return (
    <Page
      heading={headingOf(site, readable, scan)}
      names={[site]}
      sub={paths.length > 0 ? counted(paths.length, 'chosen file') : `${sources.folder} · ${sources.form}`}
      right={picker}
    >
      <ScanBar
        {...{ scan, span, range, onSpan }}
        onPaths={(next) => {
          all();
          setPaths(next);
        }}
        chosen={paths.length > 0}
      />
      <LogNotes {...{ serverId, sources, view }} />
      {job.error !== null && (
        <ErrorState inline error={job.error} onRetry={scan.again} retryLabel="Read again" />
      )}
      {nothing && !running && (
        <EmptyState title="Nothing of a socket is in these logs.">
          A socket is logged when it ends, a refusal at once. Choose a longer time, or follow the log and try.
        </EmptyState>
      )}
      {view !== null && !nothing && (
        <>
          <Pictures
            {...{ view, brushed }}
            zone={rows.zone}
            onBrush={setBrushed}
            onRead={(stretch) => onSpan('custom', rangeFrom(stretch))}
          />
          <div className={styles.lower}>
            <div className={styles.side}>
              {rows.chosen && (
                <RowDetail
                  row={rows.chosen}
                  onStation={(station) => navigate({ page: 'readiness', site, params: { station } })}
                  onClose={rows.forget}
                />
              )}
              <SumsCard {...{ view, filter }} brushed={brushed !== null} onFilter={setFilter} />
            </div>
            <RowsCard
              {...{ query, rows }}
              reading={!ready}
              stretch={brushed && stretchWords(brushed.from, brushed.to, rows.zone)}
              onAll={all}
            />
          </div>
        </>
      )}
    </Page>
  );
}

interface PicturesProps {
  view: LogView;
  brushed: Span | null;
  zone: string;
  onBrush: (span: Span | null) => void;
  /** All sums of this stretch only. */
  onRead: (span: Span) => void;
}

/** When sockets ended and handshakes were refused, and how long the sockets had lived. */
function Pictures({ view, brushed, zone, onBrush, onRead }: PicturesProps) {
  return (
    <div className={styles.pictures}>
      <Card
        fill
        title="Ends and refusals"
        aside={
          brushed === null ? (
            'drag, or Shift and arrow keys, to choose a stretch'
          ) : (
            <>
              <Button size="small" onClick={() => onRead(brushed)}>
                Sums of this stretch
              </Button>
              <Button size="small" variant="text" onClick={() => onBrush(null)}>
                Whole time
              </Button>
            </>
          )
        }
      >
        <TimesChart times={view.times} zone={zone} chosen={brushed} onBrush={onBrush} />
      </Card>
      <Card title="How long sockets lived" aside={brushed === null ? undefined : 'of the whole time'}>
        <LifePicture view={view} />
      </Card>
    </div>
  );
}

const rangeFrom = ({ from, to }: Span): LogRange => ({ since: Math.max(0, from), until: Math.max(0, to) });

function headingOf(site: string, readable: boolean, { view, job, running, cancelled }: Scan): string {
  if (!readable) return `The logs of ${site} can not be read here.`;
  const none = view !== null && view.lines === 0 && (running || cancelled !== null);
  if (view !== null && !none) return view.heading;
  if (job.error !== null) return `The logs of ${site} were not read.`;
  return cancelled === null ? `Reading the logs of ${site}` : `Reading the logs of ${site} was cancelled.`;
}
