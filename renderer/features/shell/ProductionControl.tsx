import Button from '@mui/material/Button';
import type { ServerEntry } from '../../../shared/model/server';
import { useAction } from '../../ipc/hooks';
import styles from './TopBar.module.css';

/** Marks the server as Production, or takes the mark off: it changes what this window shows, nothing on the server. */
export function ProductionControl({ entry }: { entry: ServerEntry }) {
  const set = useAction('servers.setProduction');
  const marked = entry.production === true;
  return (
    <>
      {set.error && (
        <p role="alert" className={styles.error} title={set.error.message}>
          {set.error.message}
        </p>
      )}
      <Button
        variant="text"
        disabled={set.isPending}
        title={
          marked
            ? 'Takes the mark off the window and its questions; the server stays as it is'
            : 'Puts its name around the window and into every question; the server stays as it is'
        }
        onClick={() => set.mutate({ serverId: entry.id, production: !marked })}
      >
        {marked ? 'Unmark Production' : 'Mark as Production'}
      </Button>
    </>
  );
}
