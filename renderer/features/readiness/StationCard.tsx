import type { Station } from '../../../shared/model/readiness';
import { Card } from '../../components/Card';
import { Lamp } from '../../components/Lamp';
import { CheckView, QuietCheck } from './CheckView';
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
  // Beside a fault, or where there are many, what is in order takes one line each.
  const brief = station.state !== 'good' || deciding.length > 2;
  const loud = deciding.filter(({ state, fix }) => !brief || state !== 'good' || fix !== undefined);
  const quiet = deciding.filter((check) => !loud.includes(check));
  return (
    <Card
      fill
      tabStop
      title={
        <span className={styles.title}>
          {station.title} <Lamp state={station.state} word={station.note} />
        </span>
      }
    >
      {loud.map((check) => (
        <CheckView key={check.id} serverId={serverId} check={check} onShowFix={() => onShowFix(check.id)} />
      ))}
      {quiet.length > 0 && (
        <div className={styles.quiets}>
          {quiet.map((check) => (
            <QuietCheck key={check.id} check={check} />
          ))}
        </div>
      )}
      {advice.length > 0 && (
        <section aria-labelledby="station-advice" className={styles.advice}>
          <h3 id="station-advice" className={styles.kind}>
            Advice: blocks nothing
          </h3>
          {advice.map((check) =>
            check.fix === undefined && check.state === 'good' ? (
              <QuietCheck key={check.id} check={check} />
            ) : (
              <CheckView
                key={check.id}
                serverId={serverId}
                check={check}
                folded={loud.length > 0}
                onShowFix={() => onShowFix(check.id)}
              />
            ),
          )}
        </section>
      )}
    </Card>
  );
}
