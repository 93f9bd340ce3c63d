import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId, useState } from 'react';
import type { TimelinePoint } from '../../../shared/model/timeline';
import { DiffView } from '../../components/DiffView';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { SkeletonRows } from '../../components/Skeletons';
import { classNames } from '../../components/class-names';
import { useCall } from '../../ipc/hooks';
import styles from './TimelineView.module.css';
import { ValueTable } from './ValueTable';

/** Every point in time whose configuration is kept, and what differs between any two of them. */
export function TimelineView({ serverId }: { serverId: string }) {
  const timeline = useCall('changes.timeline', { serverId }, { keepPrevious: true });
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState('now');
  const title = useId();
  if (timeline.isError) return <ErrorState error={timeline.error} onRetry={() => void timeline.refetch()} />;
  if (timeline.data === undefined) return <SkeletonRows rows={3} columns={2} label="Reading the timeline" />;
  const { points, problem } = timeline.data;
  const kept = points.filter(({ comparable }) => comparable);
  const chosen = kept.find(({ id }) => id === from) ?? kept.find(({ id }) => id !== 'now');
  const target = kept.find(({ id }) => id === to) ?? kept[0];
  if (!chosen || !target)
    return (
      <EmptyState title="Nothing is kept of the time before.">
        {problem ?? 'The first change that is applied here keeps what it replaces.'}
      </EmptyState>
    );
  return (
    <div className={styles.panes}>
      <div className={styles.list}>
        {problem !== undefined && <p className={styles.problem}>{problem}</p>}
        <ol aria-label="Points in time">
          {points.map((point) => (
            <li key={point.id}>
              <Point point={point} chosen={point.id === chosen.id} onChoose={() => setFrom(point.id)} />
            </li>
          ))}
        </ol>
      </div>
      <section className={styles.compare} aria-labelledby={title}>
        <header className={styles.head}>
          <h3 id={title} className={styles.between}>
            From {nameOf(chosen)} to
          </h3>
          <TextField
            select
            size="small"
            className={styles.target}
            value={target.id}
            slotProps={{ htmlInput: { 'aria-label': 'Compare with' } }}
            onChange={({ target: field }) => setTo(field.value)}
          >
            {kept.map((point) => (
              <MenuItem key={point.id} value={point.id} disabled={point.id === chosen.id}>
                {nameOf(point)}
              </MenuItem>
            ))}
          </TextField>
        </header>
        {chosen.id === target.id ? (
          <EmptyState title="Choose two different points in time." />
        ) : (
          <Compared serverId={serverId} from={chosen.id} to={target.id} />
        )}
      </section>
    </div>
  );
}

function Point(props: { point: TimelinePoint; chosen: boolean; onChoose: () => void }) {
  const { point, chosen, onChoose } = props;
  const { id, title, at, by, sentence, comparable, kind } = point;
  const lines = (
    <>
      <span className={styles.title}>{title}</span>
      <span className={styles.when}>
        {at === '' ? '' : `${kind === 'outside' ? when(id) : ''}${time(at)}`}
      </span>
      {sentence !== undefined && <span className={styles.sentence}>{sentence}</span>}
      {by !== undefined && <span className={styles.by}>{by}</span>}
    </>
  );
  // What is not kept, and today, can't be compared with today.
  if (!comparable || kind === 'now')
    return <div className={classNames(styles.point, styles[kind])}>{lines}</div>;
  return (
    <button
      type="button"
      className={classNames(styles.point, styles[kind], chosen && styles.chosen)}
      aria-pressed={chosen}
      onClick={onChoose}
    >
      {lines}
    </button>
  );
}

/** Nobody noted when: only that it was before the next entry, or after the last one. */
const when = (id: string): string => (id === 'outside:now' ? 'after ' : 'before ');

const time = (at: string): string =>
  new Date(at).toLocaleString([], { dateStyle: 'short', timeStyle: 'medium' });

function nameOf({ kind, at }: TimelinePoint): string {
  if (kind === 'now') return 'now';
  return kind === 'applied'
    ? `before ${time(at)}`
    : `${kind === 'history' ? 'history' : 'backup'} of ${time(at)}`;
}

type View = 'values' | 'lines';

function Compared({ serverId, from, to }: { serverId: string; from: string; to: string }) {
  const [view, setView] = useState<View>('values');
  const compared = useCall('changes.compare', { serverId, from, to });
  if (compared.isError) return <ErrorState error={compared.error} onRetry={() => void compared.refetch()} />;
  if (compared.data === undefined) return <SkeletonRows rows={3} columns={4} label="Comparing" />;
  const { values, lines } = compared.data;
  return (
    <>
      <ToggleButtonGroup
        exclusive
        size="small"
        className={styles.toggle}
        value={view}
        aria-label="Compare"
        onChange={(_event, next: View | null) => {
          if (next !== null) setView(next);
        }}
      >
        <ToggleButton value="values">Values</ToggleButton>
        <ToggleButton value="lines">Lines</ToggleButton>
      </ToggleButtonGroup>
      <div className={styles.result} tabIndex={0} role="group" aria-label="What differs">
        {view === 'values' ? (
          <ValueTable label="Effective values that differ" diff={values} />
        ) : lines.hunks.length === 0 ? (
          <EmptyState title="Not one line differs." />
        ) : (
          <DiffView diffs={[lines]} />
        )}
      </div>
    </>
  );
}
