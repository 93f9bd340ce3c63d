import { useMemo } from 'react';
import type { LogView } from '../../../shared/model/logs';
import type { ChartSeries, SeriesTone, Span } from '../../components/chart/chart-types';
import { TimeChart } from '../../components/chart/TimeChart';
import { count } from '../../components/format';

const TONES: readonly SeriesTone[] = ['bad', 'warn', 'ink2', 'off'];

/** Stacked by drawing the sum first: ends, and on them the refusals by status. */
export function TimesChart({ times, onBrush }: { times: LogView['times']; onBrush: (span: Span) => void }) {
  const series = useMemo<ChartSeries[]>(() => {
    const total = (counts: readonly number[]) => counts.reduce((sum, each) => sum + each, 0);
    const refused = times.refused.toSorted((a, b) => total(b.counts) - total(a.counts));
    const named = refused.slice(0, TONES.length - 1);
    const rest = refused.slice(TONES.length - 1);
    const other = times.start.map((_, at) => rest.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
    const bars: ChartSeries[] = named.map(({ status, counts }, at) => ({
      label: `refused ${String(status)}`,
      tone: TONES[at] ?? 'off',
      kind: 'bars',
      values: counts,
    }));
    if (rest.length > 0) bars.push({ label: 'other refusals', tone: 'off', kind: 'bars', values: other });
    return [...bars, { label: 'sockets ended (101)', tone: 'accent', kind: 'line', values: times.ended }];
  }, [times]);
  return (
    <TimeChart
      label="Sockets that ended and handshakes that were refused, over time"
      times={times.start}
      series={series}
      format={(value) => count(value)}
      height={150}
      utc
      onBrush={({ from, to }) => onBrush({ from, to: to + times.stepS - 1 })}
    />
  );
}
