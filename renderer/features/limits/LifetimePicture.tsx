import type { LifetimeCut } from '../../../shared/model/limits';
import { classNames } from '../../components/class-names';
import { useWidth } from '../../components/use-width';
import { lifetime } from './lifetime-geometry';
import type { CutMark } from './lifetime-geometry';
import styles from './Lifetime.module.css';
import { afterWords, cutLine } from './words';

const LABEL = 36;
const STEM = 16;
const SIDE = 14;

interface Props {
  cuts: readonly LifetimeCut[];
  selected: string | null;
  onSelect: (id: string) => void;
}

const titleOf = (cut: LifetimeCut): string => `${afterWords(cut)}: ${cut.title}`;

/** The wider of a label's two lines, px: Inter at 13 px semibold and at 12 px. */
const labelWidth = (cut: LifetimeCut): number =>
  Math.min(300, Math.max(titleOf(cut).length * 7.1, cutLine(cut).length * 6.2) + 8);

/** What will cut a silent socket, and what any socket, on a logarithmic time axis, soonest first. */
export function LifetimePicture({ cuts, selected, onSelect }: Props) {
  const [ref, width] = useWidth(900);
  const drawn = lifetime(cuts, SIDE, Math.max(320, width - SIDE), labelWidth);
  const above = Math.ceil(drawn.lanes / 2) || 1;
  const below = Math.floor(drawn.lanes / 2);
  const line = above * LABEL + STEM;
  const axis = line + (below === 0 ? 22 : below * LABEL + STEM + 18);

  const labelTop = (mark: CutMark): number => {
    const step = Math.floor(mark.lane / 2);
    return mark.lane % 2 === 0 ? line - STEM - (step + 1) * LABEL : line + STEM + step * LABEL;
  };

  return (
    <div ref={ref} className={styles.lifetime} style={{ height: axis + 20 }}>
      <svg width={width} height={axis + 20} className={styles.drawing} aria-hidden="true" focusable="false">
        {drawn.stretches.map(({ kind, from, to }) => (
          <line key={kind} className={styles[kind]} x1={from} x2={to} y1={line} y2={line} />
        ))}
        {drawn.ticks.map(({ label, x }) => (
          <g key={label}>
            <line className={styles.tick} x1={x} x2={x} y1={line - 4} y2={line + 4} />
            <text
              className={styles.axis}
              x={x}
              y={axis + 10}
              textAnchor={x > width - 40 ? 'end' : x < 40 ? 'start' : 'middle'}
            >
              {label}
            </text>
          </g>
        ))}
        {drawn.marks.map((mark) => (
          <g key={mark.cut.id} className={styles[mark.cut.cuts]}>
            <line
              className={styles.stem}
              x1={mark.x}
              x2={mark.x}
              y1={line}
              y2={mark.lane % 2 === 0 ? labelTop(mark) + LABEL : labelTop(mark)}
            />
            <circle className={styles.dot} cx={mark.x} cy={line} r={6.5} />
          </g>
        ))}
      </svg>
      <ul aria-label="What cuts a socket, soonest first">
        {drawn.marks.map((mark) => (
          <li
            key={mark.cut.id}
            className={styles.at}
            style={{ left: mark.labelX, top: labelTop(mark), width: mark.labelWidth }}
          >
            <button
              type="button"
              aria-pressed={mark.cut.id === selected}
              title={mark.cut.sentence}
              className={classNames(styles.label, styles[mark.cut.cuts])}
              onClick={() => onSelect(mark.cut.id)}
            >
              <span className={styles.title}>{titleOf(mark.cut)}</span>
              <span className={styles.cuts}>{cutLine(mark.cut)}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
