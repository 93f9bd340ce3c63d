import Button from '@mui/material/Button';
import { useState } from 'react';
import type { LogSources, LogView } from '../../../shared/model/logs';
import { visible } from '../../../shared/visible';
import { count, counted } from '../../components/format';
import { StateSign } from '../../components/StateSign';
import { useAction } from '../../ipc/hooks';
import styles from './LogsPage.module.css';

interface Props {
  serverId: string;
  sources: LogSources;
  view: LogView | null;
}

/** What the logs can't say, and what of them could not be read. */
export function LogNotes({ serverId, sources, view }: Props) {
  const add = useAction('changes.add');
  const warnings = sources.notes.filter(({ state }) => state === 'warning');
  const infos = sources.notes.filter(({ state }) => state === 'info');
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
      {view !== null && <Unreadable unreadable={view.unreadable} unnamed={view.moreUnreadable} />}
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

const NAMED = 3;

/** The files that could not be read wholly, each with why: a few, and all on request. */
function Unreadable({ unreadable, unnamed }: { unreadable: LogView['unreadable']; unnamed: number }) {
  const [all, setAll] = useState(false);
  const hidden = unreadable.length - NAMED;
  return (
    <>
      {unreadable.slice(0, all ? undefined : NAMED).map(({ file, reason }) => (
        <li key={`${file} ${reason}`} className={styles.warning}>
          <StateSign state="warning" size={14} />
          <span>
            <code>{visible(file)}</code>: {reason}
          </span>
        </li>
      ))}
      {hidden > 0 && (
        <li>
          {!all && `${counted(hidden + unnamed, 'more file')} could not be read wholly. `}
          {all && unnamed > 0 && `${count(unnamed)} more are not named here. `}
          <button type="button" className={styles.link} aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Name fewer' : 'Name them'}
          </button>
        </li>
      )}
    </>
  );
}
