import type { LiveFarmServer, LiveGap, LiveMark } from '../../../shared/model/live';
import { EmptyState } from '../../components/EmptyState';
import { count } from '../../components/format';
import styles from './LivePage.module.css';
import { timeOf } from './words';

/** The marks of the chart in words, newest first. */
export function Happened({ marks }: { marks: readonly LiveMark[] }) {
  if (marks.length === 0)
    return (
      <EmptyState title="Nothing happened in this time.">
        Recycles, ended worker processes, stops and starts appear here and as marks in the charts.
      </EmptyState>
    );
  return (
    <ol className={styles.list} aria-label="What happened" tabIndex={0}>
      {marks.toReversed().map(({ at, sentence }, index) => (
        <li key={index}>
          <time>{timeOf(at)}</time> {sentence}
        </li>
      ))}
    </ol>
  );
}

/** What the figures don't say, why, and what to do. */
export function GapList({ gaps }: { gaps: readonly LiveGap[] }) {
  if (gaps.length === 0)
    return (
      <EmptyState title="Nothing is left out.">Every figure here comes from the server itself.</EmptyState>
    );
  return (
    <dl className={styles.gaps} tabIndex={0} aria-label="Not told">
      {gaps.map(({ what, why, fix }) => (
        <div key={what}>
          <dt>{what}</dt>
          <dd>
            {why} {fix}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What ARR counts for each server of a farm. */
export function FarmTable({ farms }: { farms: readonly LiveFarmServer[] }) {
  const cell = (value: number | null) => (value === null ? 'unknown' : count(value));
  return (
    <div className={styles.farms} tabIndex={0} role="group" aria-label="Farm servers">
      <table aria-label="Farm servers">
        <thead>
          <tr>
            {['Farm', 'Server', 'State', 'Sockets', 'Opened in all', 'Failed in all', 'Requests'].map(
              (title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {farms.map(({ farm, server, state, sockets, opened, failed, requests }) => (
            <tr key={`${farm}\0${server}`}>
              <td>{farm}</td>
              <td>
                <code>{server}</code>
              </td>
              <td>{state}</td>
              <td>{cell(sockets)}</td>
              <td>{cell(opened)}</td>
              <td>{cell(failed)}</td>
              <td>{cell(requests)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
