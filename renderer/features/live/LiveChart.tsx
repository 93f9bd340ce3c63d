import type { LiveHistory } from '../../../shared/model/live';
import type { ChartSeries } from '../../components/chart/chart-types';
import { TimeChart } from '../../components/chart/TimeChart';
import { count } from '../../components/format';
import { rate } from './words';

export const views = ['sockets', 'requests', 'rates'] as const;
export type View = (typeof views)[number];
export const viewWords: Record<View, string> = {
  sockets: 'Sockets',
  requests: 'Requests',
  rates: 'Opened and refused',
};

interface Props {
  of: string;
  view: View;
  history: LiveHistory;
  /** px */
  height?: number;
}

/** Moving lines of one subject; a gap is where nothing was read or nothing is told. */
export function LiveChart({ of, view, history, height = 150 }: Props) {
  const series = seriesOf(view, history).filter(({ values }) => values.some((value) => value !== null));
  return (
    <TimeChart
      label={`${viewWords[view]} of ${of} over time`}
      times={history.times}
      series={series.length > 0 ? series : seriesOf(view, history).slice(0, 1)}
      format={view === 'rates' ? rate : count}
      height={height}
      marks={history.marks.map(({ at, kind, sentence }) => ({
        at,
        label: sentence,
        tone: kind === 'started' ? 'good' : kind === 'recycle' ? 'warn' : 'bad',
      }))}
    />
  );
}

function seriesOf(
  view: View,
  { connections, sockets, requests, queue, opened, refused }: LiveHistory,
): ChartSeries[] {
  switch (view) {
    case 'sockets':
      return [
        { label: 'Sockets', tone: 'accent', kind: 'area', values: sockets },
        { label: 'Connections', tone: 'ink2', kind: 'line', values: connections },
      ];
    case 'requests':
      return [
        { label: 'Requests', tone: 'accent', kind: 'area', values: requests },
        { label: 'Waiting in the queue', tone: 'warn', kind: 'line', values: queue },
      ];
    case 'rates':
      return [
        { label: 'Sockets opened', tone: 'good', kind: 'area', values: opened },
        { label: 'Refused by HTTP.sys', tone: 'bad', kind: 'line', values: refused },
      ];
  }
}
