import Button from '@mui/material/Button';
import type { LogSources, LogView } from '../../../shared/model/logs';
import { counted } from '../../components/format';
import { StateSign } from '../../components/StateSign';
import { useAction } from '../../ipc/hooks';
import styles from './LogsPage.module.css';

interface Props {
  serverId: string;
  sources: LogSources;
  view: LogView | null;
}

const NAMED = 3;

/** What the logs can't say, and what of them could not be read. */
export function LogNotes({ serverId, sources, view }: Props) {
  const add = useAction('changes.add');
  const warnings = sources.notes.filter(({ state }) => state === 'warning');
  const infos = sources.notes.filter(({ state }) => state === 'info');
  const unreadable = view?.unreadable ?? [];
  const more = unreadable.length - NAMED + (view?.moreUnreadable ?? 0);
  return (
    <ul className={styles.notes} aria-label="What the logs do not say">
      {warnings.map(({ sentence, fix }) => (
        <li key={sentence} className={styles.warning}>
          <StateSign state="warning" size={14} />
          <span>{sentence}</span>
          {fix && (
            <Button
              size="small"
              disabled={add.isPending}
              onClick={() => add.mutate({ serverId, requests: fix.changes, weight: 'advice' })}
            >
              {fix.title}
            </Button>
          )}
        </li>
      ))}
      {unreadable.slice(0, NAMED).map(({ file, reason }) => (
        <li key={`${file} ${reason}`} className={styles.warning}>
          <StateSign state="warning" size={14} />
          <span>
            <code>{file}</code>: {reason}
          </span>
        </li>
      ))}
      {more > 0 && <li>{counted(more, 'more file')} could not be read wholly.</li>}
      {view !== null && view.malformed > 0 && (
        <li>{counted(view.malformed, 'row')} without a sound status, counted as malformed.</li>
      )}
      {view?.pages.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {view?.leftOut.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
      {infos.map(({ sentence }) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}
