import styles from './LogsPage.module.css';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** What a person counts in. */
const MARKS: readonly (readonly [number, string])[] = [
  [1, '1 ms'],
  [10, '10 ms'],
  [100, '100 ms'],
  [SECOND, '1 s'],
  [10 * SECOND, '10 s'],
  [30 * SECOND, '30 s'],
  [MINUTE, '1 min'],
  [2 * MINUTE, '2 min'],
  [10 * MINUTE, '10 min'],
  [30 * MINUTE, '30 min'],
  [HOUR, '1 h'],
  [5 * HOUR, '5 h'],
  [DAY, '1 day'],
  [7 * DAY, '7 days'],
  [30 * DAY, '30 days'],
];
const LABEL_PX = 52;

interface Props {
  /** The scale begins at `fromMs` and ends, `width` px on, at `toMs`. */
  fromMs: number;
  toMs: number;
  width: number;
  top: number;
  /** Stands there where no mark is within. */
  otherwise: string;
}

/** Marks below the columns of a log scale. */
export function LifeScale({ fromMs, toMs, width, top, otherwise }: Props) {
  const marks = apart(
    MARKS.filter(([at]) => at >= fromMs && at <= toMs).map(([at, label]) => ({
      label,
      x: (width * Math.log(at / fromMs)) / Math.log(toMs / fromMs),
    })),
  );
  return (
    <g className={styles.scale}>
      <line x1={0} x2={width} y1={top} y2={top} />
      {marks.map(({ label, x }) => (
        <g key={label}>
          <line x1={x} x2={x} y1={top} y2={top + 4} />
          <text
            x={x}
            y={top + 16}
            textAnchor={x < LABEL_PX / 2 ? 'start' : x > width - LABEL_PX / 2 ? 'end' : 'middle'}
          >
            {label}
          </text>
        </g>
      ))}
      {marks.length === 0 && (
        <text x={0} y={top + 16}>
          {otherwise}
        </text>
      )}
    </g>
  );
}

/** Leaves out marks whose labels would touch the one before. */
function apart(marks: readonly { label: string; x: number }[]): { label: string; x: number }[] {
  const kept: { label: string; x: number }[] = [];
  for (const mark of marks) if (mark.x - (kept.at(-1)?.x ?? -LABEL_PX) >= LABEL_PX) kept.push(mark);
  return kept;
}
