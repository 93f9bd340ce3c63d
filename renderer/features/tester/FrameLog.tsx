import { useCallback, useMemo } from 'react';
import type { FrameRow, SocketEnd, TesterState } from '../../../shared/model/tester';
import { ErrorState } from '../../components/ErrorState';
import { count } from '../../components/format';
import type { GridColumn } from '../../components/grid/grid-types';
import { VirtualGrid } from '../../components/grid/VirtualGrid';
import { useWidth } from '../../components/use-width';
import { useAction } from '../../ipc/hooks';
import { endWord, endWords, endedWell } from './end-words';
import { atWords, deltaWords, opcodeWords, previewWords } from './frame-words';
import styles from './FrameLog.module.css';
import { useFrames } from './use-frames';

/** A row of the log: a frame, one that was dropped, or how it ended. */
type LogRow =
  | { kind: 'frame'; frame: FrameRow; before: number | undefined }
  | { kind: 'dropped'; index: number }
  | { kind: 'end'; end: SocketEnd };

interface Props {
  state: TesterState;
  selected: number | null;
  onSelect: (index: number | null) => void;
  follow: boolean;
  onPause: () => void;
}

/** Every frame on the wire, both ways; the newest in view while it follows. */
export function FrameLog({ state, selected, onSelect, follow, onPause }: Props) {
  const { firstKept, frames: total, end } = state;
  const frames = useFrames(state);
  const { frame, show } = frames;
  const copy = useAction('shell.copy');
  const kept = total - firstKept;
  const [box, width] = useWidth(NARROW);

  const row = useCallback(
    (at: number): LogRow | undefined => {
      if (at >= kept) return end === null ? undefined : { kind: 'end', end };
      const index = firstKept + at;
      const there = frame(index);
      if (there === undefined) return undefined;
      if (there === null) return { kind: 'dropped', index };
      return { kind: 'frame', frame: there, before: frame(index - 1)?.at };
    },
    [kept, firstKept, end, frame],
  );
  const selectedRow = selected === null || selected < firstKept ? null : selected - firstKept;

  return (
    <>
      {frames.error && (
        <ErrorState inline error={frames.error} onRetry={frames.retry} retryLabel="Read again" />
      )}
      <div className={styles.log} ref={box}>
        <VirtualGrid<LogRow>
          label="Frames"
          columns={width < NARROW ? fewColumns : columns}
          count={kept + (end === null ? 0 : 1)}
          row={row}
          version={useMemo(() => ({ of: frames.version, state }), [frames.version, state])}
          selected={selectedRow}
          onSelect={(at) => {
            onSelect(at < kept ? firstKept + at : null);
          }}
          onCopy={(at) => {
            const there = row(at);
            if (there) copy.mutate({ text: rowText(there) });
          }}
          onRange={(first, last) => show(first + firstKept, Math.max(first, last) + firstKept)}
          tone={rowTone}
          follow={follow}
          onLeaveEnd={onPause}
          resetKey={state.sessionId}
        />
      </div>
    </>
  );
}

const rowTone = (row: LogRow): string | undefined => {
  if (row.kind === 'end') return endedWell(row.end) ? styles.ended : styles.end;
  return row.kind === 'frame' && row.frame.problem !== undefined ? styles.cut : undefined;
};

function rowText(row: LogRow): string {
  if (row.kind === 'end') return endWords(row.end);
  if (row.kind === 'dropped') return `frame ${row.index}: no longer kept`;
  const { direction, size, preview, at } = row.frame;
  return [direction, opcodeWords(row.frame), `${size} bytes`, atWords(at), preview].join('\t');
}

function Direction({ row }: { row: LogRow }) {
  if (row.kind !== 'frame') return null;
  const out = row.frame.direction === 'out';
  return (
    <span className={out ? styles.out : styles.in}>
      <span aria-hidden="true">{out ? '→' : '←'}</span>
      <span className="visually-hidden">{out ? 'out' : 'in'}</span>
    </span>
  );
}

function Preview({ row }: { row: LogRow }) {
  if (row.kind === 'end') return <span className={styles.words}>{endWords(row.end)}</span>;
  if (row.kind === 'dropped') return <span className={styles.quiet}>no longer kept</span>;
  const { problem } = row.frame;
  return (
    <>
      {problem !== undefined && <span className={styles.words}>{problem} </span>}
      <code className={styles.preview}>{previewWords(row.frame)}</code>
    </>
  );
}

const columns: readonly GridColumn<LogRow>[] = [
  {
    id: 'direction',
    title: 'Direction',
    titleHidden: true,
    width: 38,
    cell: (row) => <Direction row={row} />,
  },
  {
    id: 'opcode',
    title: 'Frame',
    width: 92,
    cell: (row) =>
      row.kind === 'frame' ? (
        <span className={isControl(row.frame) ? styles.quiet : undefined}>{opcodeWords(row.frame)}</span>
      ) : row.kind === 'end' ? (
        endWord(row.end)
      ) : (
        ''
      ),
  },
  {
    id: 'size',
    title: 'Bytes',
    width: 76,
    align: 'right',
    cell: (row) =>
      row.kind === 'frame' ? <span className={styles.quiet}>{count(row.frame.size)}</span> : '',
  },
  { id: 'preview', title: 'Payload', cell: (row) => <Preview row={row} /> },
  {
    id: 'at',
    title: 'Since connect',
    width: 98,
    align: 'right',
    cell: (row) =>
      row.kind === 'frame' ? <span className={styles.quiet}>{atWords(row.frame.at)}</span> : '',
  },
  {
    id: 'delta',
    title: 'Since last',
    width: 96,
    align: 'right',
    cell: (row) =>
      row.kind === 'frame' ? (
        <span className={styles.quiet}>{deltaWords(row.frame.at, row.before)}</span>
      ) : (
        ''
      ),
  },
];

/** px below which the payload would have no room beside everything else; the frame's own card says the rest. */
const NARROW = 600;
const fewColumns = columns.filter(({ id }) => id !== 'size' && id !== 'delta');

const isControl = ({ opcode }: FrameRow): boolean => opcode !== 'text' && opcode !== 'binary';
