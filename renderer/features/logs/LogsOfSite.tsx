import { useState } from 'react';
import type { ReactNode } from 'react';
import type { LogRange, LogSources } from '../../../shared/model/logs';
import type { Span } from '../../components/chart/chart-types';
import { Card } from '../../components/Card';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { Page } from '../../components/Page';
import type { PageProps } from '../shell/page-props';
import { LifePicture } from './LifePicture';
import { LogNotes } from './LogNotes';
import styles from './LogsPage.module.css';
import { RowsCard } from './RowsCard';
import { ScanBar } from './ScanBar';
import { rangeOf, stamp } from './spans';
import { SumsCard } from './SumsCard';
import { TimesChart } from './TimesChart';
import { useScan } from './use-scan';

interface Props {
  serverId: string;
  site: string;
  sources: LogSources;
  picker: ReactNode;
  navigate: PageProps['navigate'];
}

/** One site's logs for a stretch of time. */
export function LogsOfSite({ serverId, site, sources, picker, navigate }: Props) {
  const [range, setRange] = useState<LogRange>(() => rangeOf('day', Date.now()));
  const [follow, setFollow] = useState(false);
  const [again, setAgain] = useState(0);
  const [paths, setPaths] = useState<string[]>([]);
  const [brushed, setBrushed] = useState<Span | null>(null);
  const [status, setStatus] = useState('');
  const place = { serverId, site, paths };
  const readable = paths.length > 0 || sources.paths.length > 0;
  const { job, view, running } = useScan(place, range, follow, readable, again);
  const ask = (next: () => void) => {
    next();
    setBrushed(null);
    setStatus('');
    setAgain((now) => now + 1);
  };
  const shown: LogRange = brushed
    ? { since: Math.max(0, Math.floor(brushed.from)), until: Math.max(0, Math.floor(brushed.to)) }
    : range;
  const heading = readable
    ? (view?.heading ?? `Reading the logs of ${site}`)
    : `The logs of ${site} can not be read here.`;
  const nothing = view !== null && view.statuses.length === 0 && view.reasons.length === 0;
  return (
    <Page
      heading={heading}
      names={[site]}
      sub={paths.length > 0 ? `${String(paths.length)} chosen files` : `${sources.folder} · ${sources.form}`}
      right={picker}
    >
      <ScanBar
        {...{ job, view, running, follow, range }}
        onRange={(next) => ask(() => setRange(next))}
        onFollow={(next) => ask(() => setFollow(next))}
        onPaths={(next) => ask(() => setPaths(next))}
        chosen={paths.length > 0}
      />
      <LogNotes {...{ serverId, sources, view }} />
      {job.error !== null && (
        <ErrorState inline error={job.error} onRetry={() => ask(() => undefined)} retryLabel="Read again" />
      )}
      {nothing && !running && (
        <EmptyState title="Nothing of a socket is in these logs.">
          A socket is logged when it ends, a refusal at once. Choose a longer time, or follow the log and try.
        </EmptyState>
      )}
      {view !== null && !nothing && (
        <>
          <div className={styles.pictures}>
            <Card title="Ends and refusals" aside="drag, or Shift and arrow keys, to choose a stretch">
              <TimesChart times={view.times} onBrush={setBrushed} />
            </Card>
            <Card title="How long sockets lived">
              <LifePicture view={view} />
            </Card>
          </div>
          <div className={styles.lower}>
            <SumsCard view={view} status={status} onStatus={setStatus} />
            <RowsCard
              query={{ ...place, range: shown, status }}
              version={follow ? view.lines : again}
              ready={!running || follow || brushed !== null}
              stretch={brushed ? `${stamp(brushed.from)} to ${stamp(brushed.to).slice(11)} UTC` : null}
              onAll={() => {
                setBrushed(null);
                setStatus('');
              }}
              onStation={(station) => navigate({ page: 'readiness', site, params: { station } })}
            />
          </div>
        </>
      )}
    </Page>
  );
}
