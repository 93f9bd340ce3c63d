import type { ReactNode } from 'react';
import type { Where } from '../../shared/errors';
import type { CheckState } from '../../shared/model/common';
import { classNames } from './class-names';
import { Mono } from './Mono';
import styles from './SettingTable.module.css';
import { SourceLabel } from './SourceLabel';

export interface SettingLine {
  setting: string;
  is: ReactNode;
  shouldBe?: ReactNode;
  from: string;
  where?: Where | undefined;
  /** Colours `is` where it is the fault; the sentence above says it in words. */
  state?: CheckState;
}

/** Longer than this, a value without spaces is broken where it must. */
const LONG = 34;
const isLong = (text: ReactNode) => typeof text === 'string' && text.length > LONG;

/** Setting, what it is, what it should be, where it comes from: cause beside cure. */
export function SettingTable({ label, rows }: { label: string; rows: readonly SettingLine[] }) {
  const wanted = rows.some((row) => row.shouldBe !== undefined);
  return (
    <table className={styles.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">setting</th>
          <th scope="col">is</th>
          {wanted && <th scope="col">should be</th>}
          <th scope="col">where from</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={`${index}:${row.setting}`}>
            <th scope="row" className={isLong(row.setting) ? styles.long : undefined}>
              <Mono wrap={isLong(row.setting)}>{row.setting}</Mono>
            </th>
            <td
              className={classNames(styles.is, row.state && styles[row.state], isLong(row.is) && styles.long)}
            >
              {row.is}
            </td>
            {wanted && <td className={isLong(row.shouldBe) ? styles.long : undefined}>{row.shouldBe}</td>}
            <td>
              <SourceLabel label={row.from} where={row.where} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
