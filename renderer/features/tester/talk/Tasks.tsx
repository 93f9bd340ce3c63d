import Button from '@mui/material/Button';
import type { TesterTask } from '../../../../shared/model/tester';
import { count } from '../../../components/format';
import styles from './Talk.module.css';

const words = { repeat: 'Sending again', replay: 'Replaying' } as const;

/** What goes on by itself in the socket, with its count and a way to stop it; ended ones only while they are the last. */
export function Tasks({ tasks, onStop }: { tasks: readonly TesterTask[]; onStop: (taskId: string) => void }) {
  const going = tasks.filter(({ ended }) => ended === null);
  const shown = going.length > 0 ? going : tasks.slice(-1);
  if (shown.length === 0) return null;
  return (
    <ul className={styles.tasks} aria-label="What goes on by itself">
      {shown.map(({ taskId, kind, sent, of, ended }) => (
        <li key={taskId}>
          <span>
            {words[kind]}: {count(sent)} {of === null ? 'sent' : `of ${count(of)} sent`}
            {ended === null ? '' : `, ${ended}`}
          </span>
          {ended === null && (
            <Button size="small" onClick={() => onStop(taskId)}>
              Stop
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
