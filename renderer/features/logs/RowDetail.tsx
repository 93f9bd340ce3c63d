import Button from '@mui/material/Button';
import type { LogRow } from '../../../shared/model/logs';
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

/** What a row means, and the station of Readiness that explains it. */
export function RowDetail({ row, onStation }: { row: LogRow; onStation: (station: string) => void }) {
  const { meaning, status, file } = row;
  const { station } = meaning;
  return (
    <div role="group" aria-label="What the row means" className={styles.detail}>
      <p>
        <code>{row.reason === '' ? status : row.reason}</code> <strong>{meaning.title}.</strong>{' '}
        {meaning.sentence} <span className={styles.file}>{file}</span>
      </p>
      {station !== null && (
        <Button variant="outlined" onClick={() => onStation(station)}>
          Look at {titles[station] ?? station}
        </Button>
      )}
    </div>
  );
}
