import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import type { ServerOverview } from '../../../shared/model/server';
import { ErrorState } from '../../components/ErrorState';
import { useAction } from '../../ipc/hooks';
import AddFileDialog from './AddFileDialog';
import styles from './PracticeMenu.module.css';

interface Props {
  anchor: HTMLElement;
  practice: NonNullable<ServerOverview['practice']>;
  onClose: () => void;
}

/** The scenarios, and a file of one's own. Choosing the one that is loaded brings it back as it was. */
export default function PracticeMenu({ anchor, practice, onClose }: Props) {
  const scenario = useAction('practice.loadScenario');
  const file = useAction('practice.loadFile');
  const [asking, setAsking] = useState(false);
  if (asking) {
    return (
      <AddFileDialog
        title="Open a file in the practice server"
        intent="The practice server takes a copy and serves its sites on loopback; the file itself is not touched."
        action="Open"
        busy={file.isPending}
        error={file.error}
        onSubmit={(path) => file.mutate({ path }, { onSuccess: onClose })}
        onClose={onClose}
      />
    );
  }
  return (
    <Menu open anchorEl={anchor} onClose={onClose} slotProps={{ list: { 'aria-label': 'Scenarios' } }}>
      {practice.scenarios.map(({ id, title, summary }) => (
        <MenuItem
          key={id}
          selected={id === practice.scenario}
          onClick={() => scenario.mutate({ scenario: id }, { onSuccess: onClose })}
        >
          <span className={styles.entry}>
            <span className={styles.title}>{id === practice.scenario ? `Bring ${title} back` : title}</span>
            <span className={styles.summary}>{summary}</span>
          </span>
        </MenuItem>
      ))}
      <Divider component="li" className={styles.divider} />
      <MenuItem onClick={() => setAsking(true)}>Open a configuration file…</MenuItem>
      {scenario.error && (
        <li className={styles.error}>
          <ErrorState inline error={scenario.error} />
        </li>
      )}
    </Menu>
  );
}
