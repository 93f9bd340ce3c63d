import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { visible } from '../../../shared/visible';
import type { LogMeaning, LogView } from '../../../shared/model/logs';
import { Card } from '../../components/Card';
import { classNames } from '../../components/class-names';
import { count } from '../../components/format';
import styles from './LogsPage.module.css';

const sides = { status: 'Status', urls: 'URL', clients: 'Client', pools: 'Pool' } as const;
type Side = keyof typeof sides;

/** What the rows are narrowed to; "" is all. */
export interface Filter {
  status: string;
  /** HTTPERR's. */
  reason: string;
}
export const NO_FILTER: Filter = { status: '', reason: '' };

/** Stands for those that were too many different ones, which nothing can be asked for. */
const OTHER_REASONS = '(other)';

interface Props {
  view: LogView;
  filter: Filter;
  /** Rows of a brushed stretch are shown, which the sums don't follow. */
  brushed: boolean;
  onFilter: (filter: Filter) => void;
}

/** Sums by status with what each means, by URL, client and pool. */
export function SumsCard({ view, filter, brushed, onFilter }: Props) {
  const [side, setSide] = useState<Side>('status');
  return (
    <Card
      title="Sums"
      flush
      fill
      tabStop
      aside={
        <ToggleButtonGroup
          exclusive
          size="small"
          aria-label="Sums by"
          value={side}
          onChange={(_event, to: Side | null) => setSide(to ?? side)}
        >
          {(Object.keys(sides) as Side[]).map((each) => (
            <ToggleButton key={each} value={each}>
              {sides[each]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      }
    >
      {brushed && <p className={styles.covers}>Of the whole time, not of the chosen stretch.</p>}
      {side === 'status' ? (
        <ul className={styles.sums}>
          {view.statuses.map(({ name, count: rows, meaning }) => (
            <Sum
              key={name}
              {...{ name, rows, meaning }}
              chosen={filter.status === name}
              onChoose={(chosen) => onFilter({ status: chosen ? name : '', reason: '' })}
            />
          ))}
          {view.reasons.map(({ name, count: rows, meaning }) => (
            <Sum
              key={`HTTPERR ${name}`}
              {...{ name, rows, meaning }}
              chosen={filter.reason === name}
              {...(name === OTHER_REASONS
                ? {}
                : { onChoose: (chosen: boolean) => onFilter({ status: '', reason: chosen ? name : '' }) })}
            />
          ))}
        </ul>
      ) : (
        <NameSums names={view[side]} what={sides[side]} />
      )}
    </Card>
  );
}

interface SumProps {
  name: string;
  rows: number;
  meaning: LogMeaning;
  chosen: boolean;
  /** Not given: its rows can't be asked for. */
  onChoose?: (chosen: boolean) => void;
}

/** A line of the sums; a click shows only its rows, another one all of them. */
function Sum({ name, rows, meaning, chosen, onChoose }: SumProps) {
  const cells = (
    <>
      <code className={styles.words} title={visible(name)}>
        {visible(name)}
      </code>
      <span className={styles.words} title={`${meaning.title}. ${meaning.sentence}`}>
        {meaning.title}
      </span>
      <span className={styles.number}>{count(rows)}</span>
    </>
  );
  if (!onChoose) return <li className={styles.sum}>{cells}</li>;
  return (
    <li>
      <button
        type="button"
        aria-pressed={chosen}
        className={classNames(styles.sum, chosen && styles.chosen)}
        onClick={() => onChoose(!chosen)}
      >
        {cells}
      </button>
    </li>
  );
}

function NameSums({ names, what }: { names: LogView['urls']; what: string }) {
  if (names.length === 0) return <p className={styles.quiet}>No row here names a {what.toLowerCase()}.</p>;
  return (
    <table className={styles.names}>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">ended</th>
          <th scope="col">refused</th>
        </tr>
      </thead>
      <tbody>
        {names.map(({ name, sockets, refused }) => (
          <tr key={name}>
            <td title={visible(name)}>
              <code>{visible(name)}</code>
            </td>
            <td>{count(sockets)}</td>
            <td>{count(refused)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
