import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { SetupItem } from '../../../shared/model/setup';
import { DiffView } from '../../components/DiffView';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonLines } from '../../components/Skeletons';
import { useCall } from '../../ipc/hooks';
import styles from './ItemRow.module.css';

interface Props {
  serverId: string;
  item: SetupItem;
  onTick: (tick: SetupItem['tick']) => void;
}

/** One change: chosen or not, why, whom it touches, what it costs, and what is written when that is asked. */
export function ItemRow({ serverId, item, onTick }: Props) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const { title, reason, waits, tick, alternative } = item;
  const way = tick === 'other' && alternative ? alternative : item;
  return (
    <li className={styles.item}>
      <Checkbox
        size="small"
        checked={tick !== 'no'}
        disabled={waits !== undefined}
        onChange={({ target }) => onTick(target.checked ? 'yes' : 'no')}
        slotProps={{ input: { id: `${id}-tick`, 'aria-describedby': `${id}-why` } }}
      />
      <div className={styles.words}>
        <label htmlFor={`${id}-tick`} className={styles.title}>
          {title}
        </label>
        <p id={`${id}-why`} className={styles.reason}>
          {reason}
        </p>
        {waits !== undefined && <p className={styles.waits}>{waits}</p>}
        {alternative && (
          <TextField
            select
            value={tick === 'other' ? 'other' : 'yes'}
            disabled={tick === 'no'}
            onChange={(event) => onTick(event.target.value === 'other' ? 'other' : 'yes')}
            slotProps={{ select: { native: true }, htmlInput: { 'aria-label': `How: ${title}` } }}
          >
            <option value="yes">{title}</option>
            <option value="other">{alternative.title}</option>
          </TextField>
        )}
        <p className={styles.cost} title={way.touches.join('\n')}>
          {way.cost !== null && <>{way.cost.charAt(0).toUpperCase() + way.cost.slice(1)}. </>}
          {touchWords(way.touches)}
        </p>
        <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary aria-label={`What is written: ${title}`}>What is written</summary>
          {open && <Preview serverId={serverId} requests={way.requests} />}
        </details>
      </div>
    </li>
  );
}

function touchWords(touches: readonly string[]): string {
  if (touches.length === 0) return 'Touches no application.';
  const [first, second, third] = touches;
  const shown = [first, second, third].filter((each) => each !== undefined).join(', ');
  const more = touches.length > 3 ? ` and ${touches.length - 3} more` : '';
  return `Touches ${shown}${more}.`;
}

function Preview({ serverId, requests }: { serverId: string; requests: SetupItem['requests'] }) {
  const plan = useCall('changes.preview', { serverId, requests });
  if (plan.isError) return <ErrorState inline error={plan.error} onRetry={() => void plan.refetch()} />;
  if (!plan.data) return <SkeletonLines lines={3} label="Working out the difference" />;
  const { refusal, changes, diffs, impact } = plan.data;
  const actions = changes.filter(({ request }) => request.kind === 'action').map(({ sentence }) => sentence);
  return (
    <div className={styles.preview}>
      {refusal && <ErrorState inline error={refusal} />}
      <ul className={styles.impact}>
        {[...actions, ...impact].map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <DiffView diffs={diffs} />
    </div>
  );
}
