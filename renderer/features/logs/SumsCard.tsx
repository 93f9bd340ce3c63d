import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { visible } from '../../../shared/visible';
import type { LogView } from '../../../shared/model/logs';
import { Card } from '../../components/Card';
import { classNames } from '../../components/class-names';
import { count } from '../../components/format';
import styles from './LogsPage.module.css';

const sides = { status: 'Status', urls: 'URL', clients: 'Client', pools: 'Pool' } as const;
type Side = keyof typeof sides;

interface Props {
  view: LogView;
  /** The status that the rows are of; "" is all. */
  status: string;
  onStatus: (status: string) => void;
}

/** Sums by status with what each means, by URL, client and pool. */
export function SumsCard({ view, status, onStatus }: Props) {
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
      {side === 'status' ? (
        <ul className={styles.sums}>
          {view.statuses.map(({ name, count: rows, meaning }) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={status === name}
                className={classNames(styles.sum, status === name && styles.chosen)}
                onClick={() => onStatus(status === name ? '' : name)}
              >
                <code>{name}</code>
                <span className={styles.words} title={meaning.sentence}>
                  {meaning.title}
                </span>
                <span className={styles.number}>{count(rows)}</span>
              </button>
            </li>
          ))}
          {view.reasons.map(({ name, count: rows, meaning }) => (
            <li key={name} className={styles.sum}>
              <code>{visible(name)}</code>
              <span className={styles.words} title={meaning.sentence}>
                HTTPERR: {meaning.title}
              </span>
              <span className={styles.number}>{count(rows)}</span>
            </li>
          ))}
        </ul>
      ) : (
        <NameSums names={view[side]} what={sides[side]} />
      )}
    </Card>
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
