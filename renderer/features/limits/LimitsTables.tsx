import type { LifetimeCut, LimitRung } from '../../../shared/model/limits';
import { SettingName } from '../../components/setting-editor/SettingName';
import { SourceLabel } from '../../components/SourceLabel';
import styles from './LimitsTables.module.css';
import { afterWords, ceilingWords, cutLine, otherSource, percent, rungNote } from './words';

const source = (of: LimitRung | LifetimeCut) =>
  of.source === null ? otherSource(of) : <SourceLabel label={of.source.label} where={of.source.where} />;

/** The numbers of the ladder, for reading aloud and copying. */
export function CeilingTable({ rungs, sockets }: { rungs: readonly LimitRung[]; sockets: number | null }) {
  return (
    <table className={styles.table} aria-label="Ceilings, lowest first">
      <thead>
        <tr>
          <th scope="col">ceiling</th>
          <th scope="col" className={styles.right}>
            holds
          </th>
          <th scope="col" className={styles.right}>
            used now
          </th>
          <th scope="col">setting</th>
          <th scope="col">where from</th>
          <th scope="col">what it is</th>
        </tr>
      </thead>
      <tbody>
        {rungs.map((rung) => (
          <tr key={rung.id}>
            <th scope="row">{rung.title}</th>
            <td className={styles.right}>
              {ceilingWords(rung)} {rung.bounds === 'bursts' && 'in a burst'}
            </td>
            <td className={styles.right}>{usedWords(rung, sockets)}</td>
            <td>
              <SettingName name={rung.setting} />
            </td>
            <td>{source(rung)}</td>
            <td>{rung.problem ?? rungNote(rung)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function usedWords({ value, bounds, unknown }: LimitRung, sockets: number | null): string {
  if (bounds === 'bursts' || value === null) return '–';
  if (unknown !== undefined || sockets === null) return 'unknown';
  return value === 0 ? 'full' : percent(sockets / value);
}

/** What cuts a socket, for reading aloud and copying. */
export function LifetimeTable({ cuts }: { cuts: readonly LifetimeCut[] }) {
  return (
    <table className={styles.table} aria-label="What cuts a socket, soonest first">
      <thead>
        <tr>
          <th scope="col">what</th>
          <th scope="col" className={styles.right}>
            after
          </th>
          <th scope="col">does</th>
          <th scope="col">setting</th>
          <th scope="col">where from</th>
          <th scope="col">in words</th>
        </tr>
      </thead>
      <tbody>
        {cuts.map((cut) => (
          <tr key={cut.id}>
            <th scope="row">{cut.title}</th>
            <td className={styles.right}>{afterWords(cut)}</td>
            <td className={styles.line}>{cutLine(cut)}</td>
            <td>
              <SettingName name={cut.setting} />
            </td>
            <td>{source(cut)}</td>
            <td>{cut.sentence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
