import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useMemo, useState } from 'react';
import type { RoundTrips, RoundTripSeries } from '../../../../shared/model/round-trips';
import type { TesterState } from '../../../../shared/model/tester';
import { TimeChart } from '../../../components/chart/TimeChart';
import { counted, ms } from '../../../components/format';
import { useCall } from '../../../ipc/hooks';
import styles from './RoundTripPanel.module.css';

type Kind = keyof RoundTrips;
const measured: Record<Kind, string> = {
  pings: 'From each ping to the pong with its payload.',
  echoes:
    'From each message to the first with the same bytes that came back; left out where two alike were on their way.',
};

/** How long answers took, over time; asked again while the socket is open. */
export function RoundTripPanel({ state }: { state: TesterState }) {
  const { sessionId, startedAt = 0, roundTrips = 0, phase } = state;
  const [wanted, setWanted] = useState<Kind | null>(null);
  const answer = useCall('tester.roundTrips', { sessionId }, phase === 'ended' ? {} : { refetchMs: 1000 });
  const { pings = null, echoes = null } = answer.data ?? {};
  const kind = wanted ?? (pings === null && echoes !== null ? 'echoes' : 'pings');
  const series = kind === 'pings' ? pings : echoes;
  return (
    <section className={styles.panel} aria-label="Round trips">
      <div className={styles.head}>
        <ToggleButtonGroup
          exclusive
          size="small"
          value={kind}
          aria-label="Round trips of"
          onChange={(_event, next: Kind | null) => {
            if (next !== null) setWanted(next);
          }}
        >
          <ToggleButton value="pings">Pings</ToggleButton>
          <ToggleButton value="echoes">Echoes</ToggleButton>
        </ToggleButtonGroup>
        <p className={styles.words}>{series ? figures(series) : measured[kind]}</p>
      </div>
      {series ? (
        <>
          <Chart series={series} startedAt={startedAt} />
          <p className={styles.words}>{measured[kind]}</p>
        </>
      ) : (
        <p className={styles.none}>
          {answer.isError
            ? answer.error.message
            : roundTrips === 0 || answer.data
              ? `None yet: send a ${kind === 'pings' ? 'ping' : 'message that the server echoes'}.`
              : 'Reading the round trips'}
        </p>
      )}
    </section>
  );
}

const figures = ({ count, medianMs, p95Ms, maxMs }: RoundTripSeries): string =>
  `${counted(count, 'round trip')}: median ${ms(medianMs)}, 95% within ${ms(p95Ms)}, longest ${ms(maxMs)}`;

function Chart({ series, startedAt }: { series: RoundTripSeries; startedAt: number }) {
  const { points } = series;
  const times = useMemo(() => points.map(({ at }) => (startedAt + at) / 1000), [points, startedAt]);
  const drawn = useMemo(
    () => [
      {
        label: 'longest',
        tone: 'ink2' as const,
        kind: 'line' as const,
        values: points.map((one) => one.maxMs),
      },
      {
        label: 'median',
        tone: 'accent' as const,
        kind: 'area' as const,
        values: points.map((one) => one.medianMs),
      },
    ],
    [points],
  );
  return <TimeChart label="Round trips over time" times={times} series={drawn} format={ms} height={96} />;
}
