import { useMemo } from 'react';
import type { LogView } from '../../../shared/model/logs';
import type { ChartSeries, SeriesTone, Span } from '../../components/chart/chart-types';
import { TimeChart } from '../../components/chart/TimeChart';
import { count } from '../../components/format';

const TONES: readonly SeriesTone[] = ['bad', 'warn', 'ink2', 'off'];

interface Props {
  times: LogView['times'];
  /** Behind a time: "UTC". */
  zone: string;
  /** The brushed stretch, both seconds included. */
  chosen: Span | null;
  onBrush: (span: Span) => void;
}

/** How many sockets ended in each slot of time, and on them the refusals by status. Short names: the values stand beside them. */
export function TimesChart({ times, zone, chosen, onBrush }: Props) {
  const series = useMemo(() => seriesOf(times), [times]);
  const half = times.stepS / 2;
  return (
    <TimeChart
      label="Sockets that ended and handshakes that were refused, over time"
      times={times.start}
      series={series}
      format={(value) => count(value)}
      height={150}
      grow
      utc
      zone={zone}
      // A bar stands in the middle of what it counts.
      chosen={chosen && { from: chosen.from - half, to: chosen.to + 1 - half }}
      onBrush={(span) => onBrush(slotsOf(span, times))}
    />
  );
}

function seriesOf(times: LogView['times']): ChartSeries[] {
  const total = (counts: readonly number[]) => counts.reduce((sum, each) => sum + each, 0);
  const refused = times.refused.toSorted((a, b) => total(b.counts) - total(a.counts));
  const named = refused.slice(0, refused.length > TONES.length ? TONES.length - 1 : TONES.length);
  const rest = refused.slice(named.length);
  const bars = (label: string, tone: SeriesTone, values: readonly number[]): ChartSeries => ({
    ...{ label, tone, values, kind: 'bars' },
  });
  const other = times.start.map((_, at) => rest.reduce((sum, { counts }) => sum + (counts[at] ?? 0), 0));
  const all = [
    bars('ended (101)', 'accent', times.ended),
    ...named.map(({ status, counts }, at) =>
      bars(status === 0 ? 'by HTTP.sys' : String(status), TONES[at] ?? 'off', counts),
    ),
    ...(rest.length > 0 ? [bars('others', 'off', other)] : []),
  ];
  const some = all.filter(({ values }) => values.some((value) => value !== 0));
  return some.length > 0 ? some : all.slice(0, 1);
}

/** Whole slots: those whose bars are in the stretch that was drawn, or else the nearest one. */
export function slotsOf(span: Span, { start, stepS }: LogView['times']): Span {
  const within = start.filter((at) => at >= span.from && at <= span.to);
  const middle = (span.from + span.to) / 2;
  const nearest = start.toSorted((a, b) => Math.abs(a - middle) - Math.abs(b - middle))[0] ?? 0;
  return { from: within[0] ?? nearest, to: (within.at(-1) ?? nearest) + stepS - 1 };
}
