import { classNames } from '../../components/class-names';
import { count, counted, UNLIMITED } from '../../components/format';
import type { Ladder, RungMark } from './ladder-geometry';
import styles from './Ladder.module.css';
import { ceilingWords } from './words';

/** px above the first rung, for the pill; below the last, for the axis. */
export const TOP = 34;
const AXIS = 26;

/** What is drawn behind the list of rungs; everything it shows stands in the list as text too. */
export function LadderDrawing({ ladder, width }: { ladder: Ladder; width: number }) {
  const bottom = TOP + ladder.height;
  return (
    <svg className={styles.drawing} width={width} height={bottom + AXIS} aria-hidden="true" focusable="false">
      {ladder.ticks.map(({ value, x }) => (
        <g key={value}>
          <line className={styles.tick} x1={x} x2={x} y1={TOP} y2={bottom} />
          <text className={styles.axis} x={x} y={bottom + 18} textAnchor="middle">
            {count(value)}
          </text>
        </g>
      ))}
      {/* Before the rungs, whose numbers must stay readable where it crosses them. */}
      {lines(ladder, width).map(({ kind, text, x, from, pill }) => (
        <g key={kind} className={styles[kind]}>
          <line x1={x} x2={x} y1={22} y2={bottom} />
          <rect x={from} y={2} width={pill} height={20} rx={10} />
          <text x={from + pill / 2} y={16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
      {ladder.measured !== null && (
        <line
          className={styles.measured}
          x1={ladder.measured.x}
          x2={ladder.measured.x}
          y1={TOP}
          y2={bottom + 4}
        />
      )}
      {ladder.marks.map((mark) => (
        <Rung key={mark.rung.id} mark={mark} left={ladder.left} right={ladder.right} />
      ))}
    </svg>
  );
}

function Rung({ mark, left, right }: { mark: RungMark; left: number; right: number }) {
  const y = TOP + mark.y;
  const tone = classNames(styles[mark.tone], mark.first && styles.thick);
  if (mark.shape === 'unknown')
    return (
      <g className={tone}>
        <rect className={styles.hollow} x={left} y={y - 5} width={right - left} height={10} rx={5} />
        <text className={styles.number} x={right + 10} y={y + 4.5}>
          unknown
        </text>
      </g>
    );
  const open = mark.shape === 'unlimited';
  return (
    <g className={tone}>
      <line
        className={mark.shape === 'dotted' ? styles.dots : styles.bar}
        x1={left}
        x2={mark.x}
        y1={y}
        y2={y}
      />
      {!open && <line className={styles.end} x1={mark.x} x2={mark.x} y1={y - 13} y2={y + 13} />}
      <text className={styles.number} x={mark.x + 10} y={y + 4.5}>
        {ceilingWords(mark.rung)}
      </text>
    </g>
  );
}

/** The upright lines, each with its pill over it; where two pills would overlap the outer one gives way. */
function lines({ live, expected }: Ladder, width: number) {
  const line = (kind: 'live' | 'expected', { value, x }: { value: number; x: number }) => {
    const most = value >= UNLIMITED ? 'unlimited' : count(value);
    const text = kind === 'live' ? `${counted(value, 'socket')} now` : `${most} expected`;
    const pill = text.length * 6.6 + 18;
    return { kind, text, x, pill, from: Math.max(0, Math.min(x - pill / 2, width - pill)) };
  };
  const now = live === null ? null : line('live', live);
  const then = expected === null ? null : line('expected', expected);
  if (now && then && then.from < now.from + now.pill + 6 && now.from < then.from + then.pill + 6) {
    if (then.x >= now.x && now.from + now.pill + 6 + then.pill <= width) then.from = now.from + now.pill + 6;
    else then.from = Math.max(0, now.from - then.pill - 6);
  }
  return [now, then].flatMap((one) => (one === null ? [] : [one]));
}
