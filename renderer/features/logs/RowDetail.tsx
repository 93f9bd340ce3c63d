import Button from '@mui/material/Button';
import { useEffect, useRef } from 'react';
import type { LogRow } from '../../../shared/model/logs';
import { visible } from '../../../shared/visible';
import { Card } from '../../components/Card';
import styles from './LogsPage.module.css';

const titles: Record<string, string> = {
  firewall: 'Firewall',
  'http-sys': 'HTTP.sys',
  site: 'Site',
  pool: 'Pool',
  module: 'Module',
  section: 'Section',
  app: 'Application',
  handshake: 'Handshake',
};

interface Props {
  row: LogRow;
  onStation: (station: string) => void;
  onClose: () => void;
}

/** What a row means, and the station of Readiness that explains it; beside the rows, so that none of them moves away. */
export function RowDetail({ row, onStation, onClose }: Props) {
  const { meaning, status, reason, file } = row;
  const { station } = meaning;
  const element = useRef<HTMLDivElement>(null);
  const shown = `${file} ${status} ${reason} ${meaning.sentence}`;
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), [shown]);
  return (
    <div ref={element} className={styles.detail}>
      <Card
        title={
          <>
            The row: <code>{reason === '' ? status : visible(reason)}</code>
          </>
        }
        aside={
          <Button size="small" variant="text" onClick={onClose}>
            Close
          </Button>
        }
      >
        <div role="group" aria-label="What the row means" className={styles.meaning}>
          <p>
            <strong>{meaning.title}.</strong> {meaning.sentence}
          </p>
          <p className={styles.file}>{visible(file)}</p>
          {station !== null && (
            <Button variant="outlined" onClick={() => onStation(station)}>
              Look at {titles[station] ?? station}
            </Button>
          )}
        </div>
      </Card>
    </div>
  );
}
