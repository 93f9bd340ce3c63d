import type { FrameRow, SocketEnd } from '../../../../shared/model/tester';
import type { GridColumn } from '../../../components/grid/grid-types';
import { endedWell, endWord, endWords } from '../end-words';
import styles from '../FrameLog.module.css';
import { atWords, clockWords, deltaWords, opcodeWords, previewWords, sizeWords } from '../frame-words';
import type { TimeAs } from './log-memory';

/** A row of the log: a frame, one that was dropped, or how it ended. */
export type LogRow =
  { kind: 'frame'; frame: FrameRow } | { kind: 'dropped'; index: number } | { kind: 'end'; end: SocketEnd };

export type Room = 'little' | 'some' | 'plenty';

/** What fits in a log so many px wide: the payload is what is looked for, and a frame's own card says the rest. */
export const roomOf = (width: number): Room => (width < 520 ? 'little' : width < 860 ? 'some' : 'plenty');

/** The columns: with little room neither size nor the time since the frame before, with some no such time. */
export function logColumns(
  room: Room,
  times: TimeAs,
  startedAt: number | undefined,
): readonly GridColumn<LogRow>[] {
  const clock = times === 'clock' && startedAt !== undefined;
  const at: GridColumn<LogRow> = {
    id: 'at',
    title: clock ? 'Time' : 'Since connect',
    width: clock ? 104 : 100,
    align: 'right',
    cell: ofFrame((frame) => (clock ? clockWords(startedAt + frame.at) : atWords(frame.at))),
  };
  if (room === 'little') return [...before.filter(({ id }) => id !== 'size'), at];
  return room === 'some' ? [...before, at] : [...before, at, delta];
}

export function rowTone(row: LogRow): string | undefined {
  if (row.kind === 'end') return endedWell(row.end) ? styles.ended : styles.end;
  return row.kind === 'frame' && row.frame.problem !== undefined ? styles.cut : undefined;
}

export function rowText(row: LogRow): string {
  if (row.kind === 'end') return endWords(row.end);
  if (row.kind === 'dropped') return `frame ${row.index}: no longer kept`;
  const { direction, size, preview, at } = row.frame;
  return [direction, opcodeWords(row.frame), `${size} bytes`, atWords(at), preview].join('\t');
}

const ofFrame =
  (words: (frame: FrameRow) => string) =>
  (row: LogRow): React.ReactNode =>
    row.kind === 'frame' ? <span className={styles.quiet}>{words(row.frame)}</span> : '';

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
  const { problem, label } = row.frame;
  return (
    <>
      {problem !== undefined && <span className={styles.words}>{problem} </span>}
      {label !== undefined && <span className={styles.label}>{label}</span>}
      <code className={styles.preview}>{previewWords(row.frame)}</code>
    </>
  );
}

const before: readonly GridColumn<LogRow>[] = [
  {
    id: 'direction',
    title: 'Direction',
    titleHidden: true,
    width: 30,
    cell: (row) => <Direction row={row} />,
  },
  {
    id: 'opcode',
    title: 'Frame',
    width: 108,
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
    width: 78,
    align: 'right',
    cell: ofFrame(({ size }) => sizeWords(size)),
  },
  { id: 'preview', title: 'Payload', cell: (row) => <Preview row={row} /> },
];

const delta: GridColumn<LogRow> = {
  id: 'delta',
  title: 'Since last',
  width: 84,
  align: 'right',
  cell: ofFrame(({ sinceLast }) => deltaWords(sinceLast)),
};

const isControl = ({ opcode }: FrameRow): boolean => opcode !== 'text' && opcode !== 'binary';
