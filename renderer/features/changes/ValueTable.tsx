import type { ValueDiff } from '../../../shared/model/timeline';
import { EmptyState } from '../../components/EmptyState';
import { Mono } from '../../components/Mono';
import styles from './ValueTable.module.css';

type Row = ValueDiff['rows'][number];

const NAMES = 6;
/** Longer than this, a value without spaces is broken where it must. */
const LONG = 26;

/** Effective values that differ, what moves together in one line. */
export function ValueTable({ label, diff }: { label: string; diff: ValueDiff }) {
  if (diff.rows.length === 0)
    return (
      <EmptyState title="No effective value differs.">
        Comments, white space and values that say what already holds don’t count.
      </EmptyState>
    );
  return (
    <>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">setting</th>
            <th scope="col">was</th>
            <th scope="col">is</th>
            <th scope="col">of</th>
          </tr>
        </thead>
        <tbody>
          {diff.rows.map((row, index) => (
            <tr key={index}>
              <th scope="row">
                {row.setting === '' ? (
                  'the object itself'
                ) : (
                  <Mono wrap={row.setting.length > LONG}>{row.setting}</Mono>
                )}
              </th>
              <td className={styles.old}>{said(row, 'before')}</td>
              <td className={styles.new}>{said(row, 'after')}</td>
              <td title={row.objects.join('\n')}>{namesOf(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {diff.left > 0 && <p className={styles.left}>{diff.left} more differences are not listed.</p>}
    </>
  );
}

function said(row: Row, side: 'before' | 'after') {
  const value = row[side];
  if (value === undefined) return <span className={styles.none}>not there</span>;
  if (value === null) return <span className={styles.none}>unknown</span>;
  if (row.setting === '') return 'there';
  return value === '' ? (
    <span className={styles.none}>(empty)</span>
  ) : (
    <Mono wrap={value.length > LONG}>{value}</Mono>
  );
}

/** "ChatPool, EchoPool and 3 more" */
function namesOf({ objects, count }: Row): string {
  const shown = objects.slice(0, count > NAMES + 1 ? NAMES : count);
  return count > shown.length ? `${shown.join(', ')} and ${count - shown.length} more` : shown.join(', ');
}
