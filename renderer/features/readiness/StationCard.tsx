import type { Station } from '../../../shared/model/readiness';
import { Card } from '../../components/Card';
import { Lamp } from '../../components/Lamp';
import { CheckView } from './CheckView';
import styles from './Checks.module.css';
import { sortChecks } from './sort-checks';

interface Props {
  serverId: string;
  station: Station;
  onShowFix: (checkId: string) => void;
}

/** The selected station's checks: what decides first, what is merely advisable in its own section. */
export function StationCard({ serverId, station, onShowFix }: Props) {
  const { deciding, advice } = sortChecks(station.checks);
  const troubled = station.state !== 'good';
  return (
    <Card
      fill
      title={
        <span className={styles.title}>
          {station.title} <Lamp state={station.state} word={station.note} />
        </span>
      }
    >
      {deciding.map((check) => (
        <CheckView
          key={check.id}
          serverId={serverId}
          check={check}
          folded={troubled && check.state === 'good'}
          onShowFix={() => onShowFix(check.id)}
        />
      ))}
      {advice.length > 0 && (
        <section aria-labelledby="station-advice" className={styles.advice}>
          <h3 id="station-advice" className={styles.kind}>
            Advice: blocks nothing
          </h3>
          {advice.map((check) => (
            <CheckView
              key={check.id}
              serverId={serverId}
              check={check}
              folded={check.fix === undefined}
              onShowFix={() => onShowFix(check.id)}
            />
          ))}
        </section>
      )}
    </Card>
  );
}
