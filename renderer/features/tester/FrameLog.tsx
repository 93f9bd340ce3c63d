import Button from '@mui/material/Button';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { TesterState } from '../../../shared/model/tester';
import { EmptyState } from '../../components/EmptyState';
import { ErrorState } from '../../components/ErrorState';
import { counted } from '../../components/format';
import { useWidth } from '../../components/use-width';
import { useAction } from '../../ipc/hooks';
import styles from './FrameLog.module.css';
import { FilterBar } from './log/FilterBar';
import { LogGrid } from './log/LogGrid';
import { logColumns, type LogRow, roomOf, rowText, rowTone } from './log/log-columns';
import { useLogMemory } from './log/log-memory';
import { RoundTripPanel } from './log/RoundTripPanel';
import { useFilter } from './log/use-filter';
import { type LogRows, useLogRows } from './log/use-log-rows';

interface Props {
  state: TesterState;
  selected: number | null;
  onSelect: (index: number | null) => void;
  follow: boolean;
  onPause: () => void;
  onFollow: () => void;
}

/** Every frame on the wire, both ways, or those that a filter leaves; the newest in view while it follows. */
export function FrameLog({ state, selected, onSelect, follow, onPause, onFollow }: Props) {
  const { sessionId, startedAt } = state;
  const [{ times, roundTrips }] = useLogMemory(sessionId);
  const filter = useFilter(sessionId);
  const rows = useLogRows(state);
  const copy = useAction('shell.copy');
  const [box, width] = useWidth(0);
  const room = roomOf(width);
  /** Behind the newest row that is known to the reader: the last when it stopped to follow, or wholly in view since. */
  const [seen, setSeen] = useState<{ of: string; end: number } | null>(null);
  const [followed, setFollowed] = useState(follow);
  /** The number of the match that is looked at. */
  const [match, setMatch] = useState<{ searchId: string; number: number } | null>(null);
  const { first, row: frame, show } = rows;
  // What it follows is what is here: rows that are on their way would be grey most of the time of a flood.
  const total = follow ? loadedEnd(rows) : rows.total;
  useEffect(() => {
    if (follow) show(Math.max(first, rows.total - FOLLOWED), rows.total - 1);
  }, [follow, show, first, rows.total]);
  const searchId = state.search?.searchId;
  const end = searchId === undefined && total === rows.total ? state.end : null;

  const row = useCallback(
    (number: number): LogRow | undefined => {
      if (number >= total) return end === null ? undefined : { kind: 'end', end };
      const there = frame(number);
      if (there === undefined) return undefined;
      return there === null ? { kind: 'dropped', index: number } : { kind: 'frame', frame: there };
    },
    [total, end, frame],
  );
  const columns = useMemo(() => logColumns(room, times, startedAt), [room, times, startedAt]);
  const version = useMemo(() => ({ of: rows.version, row }), [rows.version, row]);
  const of = searchId ?? sessionId;
  if (followed !== follow) {
    setFollowed(follow);
    if (!follow) setSeen({ of, end: total });
  }
  const fresh = !follow && seen?.of === of ? total - seen.end : 0;

  return (
    <>
      <FilterBar state={state} filter={filter} />
      {roundTrips && <RoundTripPanel state={state} />}
      {rows.error && <ErrorState inline error={rows.error} onRetry={rows.retry} retryLabel="Read again" />}
      <div className={styles.log} ref={box}>
        {searchId !== undefined && total === first ? (
          <EmptyState title={lookedThrough(state) ? 'No kept frame matches.' : 'No match is kept yet.'}>
            {!lookedThrough(state)
              ? 'Frames come faster than they can be looked through, or the search has only begun.'
              : state.phase === 'ended'
                ? 'Change the filter.'
                : 'Those that come are looked at, too.'}
          </EmptyState>
        ) : (
          <LogGrid<LogRow>
            key={of}
            label="Frames"
            columns={columns}
            first={first}
            end={total + (end === null ? 0 : 1)}
            row={row}
            version={version}
            selected={searchId === undefined ? selected : match?.searchId === searchId ? match.number : null}
            onSelect={(number) => {
              const there = row(number);
              if (searchId !== undefined) setMatch({ searchId, number });
              if (there?.kind === 'frame') onSelect(there.frame.index);
              else onSelect(searchId === undefined && number < total ? number : null);
            }}
            onCopy={(number) => {
              const there = row(number);
              if (there) copy.mutate({ text: rowText(there) });
            }}
            onRange={(from, to, whole) => {
              if (follow) return;
              show(from, to);
              setSeen((before) => (before?.of === of && before.end >= whole ? before : { of, end: whole }));
            }}
            tone={rowTone}
            follow={follow}
            onLeaveEnd={onPause}
          />
        )}
        {fresh > 0 && (
          <Button size="small" variant="contained" className={styles.fresh} onClick={onFollow}>
            {counted(
              fresh,
              searchId === undefined ? 'new frame' : 'new match',
              searchId === undefined ? undefined : 'new matches',
            )}{' '}
            ↓
          </Button>
        )}
      </div>
    </>
  );
}

/** Rows asked for at the end that is followed: more than fit in view. */
const FOLLOWED = 64;
const LOOK_BACK = 2000;

/** Behind the newest row that is here, not far from the end. */
function loadedEnd({ first, total, row }: LogRows): number {
  for (let end = total; end > Math.max(first, total - LOOK_BACK); end -= 1)
    if (row(end - 1) !== undefined) return end;
  return total;
}

/** Whether the search has seen what is kept, but for what came in the last moment. */
const lookedThrough = ({ search, frames, firstKept }: TesterState): boolean =>
  search === undefined || search.scanned - firstKept >= 0.9 * (frames - firstKept);
