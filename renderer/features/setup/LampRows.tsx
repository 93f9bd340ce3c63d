import type { Readiness } from '../../../shared/model/readiness';
import type { SetupBegun } from '../../../shared/model/setup';
import { Lamp } from '../../components/Lamp';
import styles from './LampRows.module.css';

type Row = Pick<SetupBegun, 'stations'>;

/** Two rows of eight lights: as the set-up was begun, and now. */
export function LampRows({ begun, now }: { begun: SetupBegun | null; now: Readiness }) {
  const cells = ({ stations }: Row) =>
    stations.map(({ id, state, note }) => (
      <td key={id} className={styles.cell} title={note}>
        <Lamp state={state} quiet />
        <span className={styles.note} aria-hidden="true">
          {note}
        </span>
      </td>
    ));
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <td />
            {now.stations.map(({ id, title }) => (
              <th key={id} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {begun && (
            <tr>
              <th scope="row">
                Before{' '}
                <time dateTime={begun.at}>
                  {new Date(begun.at).toLocaleTimeString([], { hour12: false })}
                </time>
              </th>
              {cells(begun)}
            </tr>
          )}
          <tr>
            <th scope="row">Now</th>
            {cells(now)}
          </tr>
        </tbody>
      </table>
      {begun && <p className={styles.was}>Before: {begun.verdict}</p>}
    </div>
  );
}
