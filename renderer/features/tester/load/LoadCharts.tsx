import { Card } from '../../../components/Card';
import { TimeChart } from '../../../components/chart/TimeChart';
import { count, ms } from '../../../components/format';
import type { Run } from '../runs/run-store';
import { refusedCount } from './load-words';

type Trail = Run<'tester.load'>['trail'];

/** Open sockets, refusals and losses over time; below it how long an echo takes. */
export function LoadCharts({ trail }: { trail: Trail }) {
  const times = trail.map(({ at }) => at / 1000);
  const of = (value: (progress: Trail[number]['progress']) => number | null) =>
    trail.map(({ progress }) => value(progress));
  const echoes = trail.some(({ progress }) => progress.latencyMs !== null);
  return (
    <>
      <Card label="Sockets over time">
        <TimeChart
          label="Sockets over time"
          times={times}
          height={echoes ? 140 : 240}
          format={count}
          series={[
            { label: 'open', tone: 'accent', kind: 'area', values: of(({ open }) => open) },
            {
              label: 'refused',
              tone: 'bad',
              kind: 'line',
              values: of(({ refused }) => refusedCount(refused)),
            },
            { label: 'lost', tone: 'warn', kind: 'line', values: of(({ lost }) => lost) },
          ]}
        />
      </Card>
      {echoes && (
        <Card label="Time of an echo">
          <TimeChart
            label="Time of an echo over time"
            times={times}
            height={110}
            format={ms}
            series={[
              {
                label: 'p99',
                tone: 'warn',
                kind: 'line',
                values: of(({ latencyMs }) => latencyMs?.p99 ?? null),
              },
              {
                label: 'p95',
                tone: 'ink2',
                kind: 'line',
                values: of(({ latencyMs }) => latencyMs?.p95 ?? null),
              },
              {
                label: 'p50',
                tone: 'accent',
                kind: 'line',
                values: of(({ latencyMs }) => latencyMs?.p50 ?? null),
              },
            ]}
          />
        </Card>
      )}
    </>
  );
}
