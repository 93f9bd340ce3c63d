import { useId } from 'react';
import type { KeyboardEvent } from 'react';
import type { LimitRung } from '../../../shared/model/limits';
import type { MeasuredCeiling } from '../../../shared/model/tester-runs';
import { classNames } from '../../components/class-names';
import { count } from '../../components/format';
import { movedSelection } from '../../components/grid/grid-keys';
import { RUNG_HEIGHT, ladder } from './ladder-geometry';
import type { Expected } from './ladder-geometry';
import styles from './Ladder.module.css';
import { LadderDrawing } from './LadderDrawing';
import { useWidth } from '../../components/use-width';
import { boundsWords, ceilingWords, measuredNote, measuredWords, percent, rungNote } from './words';

/** px kept for titles left of the bars, and for the number behind the longest one. */
const TITLES = 276;
const NUMBERS = 78;

interface Props {
  rungs: readonly LimitRung[];
  sockets: number | null;
  expected: Expected | null;
  measured: MeasuredCeiling | undefined;
  selected: string | null;
  onSelect: (id: string) => void;
}

/** The ladder of ceilings, lowest first, with the open sockets drawn against it. Arrows walk the rungs. */
export function LadderPicture({ rungs, sockets, expected, measured, selected, onSelect }: Props) {
  const [ref, width] = useWidth(640);
  const id = useId();
  const right = Math.max(TITLES + 160, width - NUMBERS);
  const drawn = ladder(rungs, sockets, TITLES, right, expected, measured?.value ?? null);
  const at = rungs.findIndex((rung) => rung.id === selected);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = movedSelection(event.key, at < 0 ? null : at, rungs.length, rungs.length);
    const rung = to === null ? undefined : rungs[to];
    if (!rung) return;
    event.preventDefault();
    onSelect(rung.id);
  };

  return (
    <div ref={ref} className={styles.ladder}>
      <LadderDrawing ladder={drawn} width={width} />
      <ul
        role="listbox"
        aria-label={`Ceilings, lowest first${sockets === null ? '' : `; ${count(sockets)} sockets now`}`}
        tabIndex={0}
        className={styles.rungs}
        onKeyDown={onKeyDown}
        {...(at < 0 ? {} : { 'aria-activedescendant': `${id}-${at}` })}
      >
        {drawn.marks.map(({ rung, first, used }, index) => (
          <li
            key={rung.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={rung.id === selected}
            aria-label={[
              rung.title,
              `${ceilingWords(rung)}, bounds ${boundsWords(rung)}`,
              ...(first ? ['first ceiling'] : []),
              ...(used === null ? [] : [`${percent(used)} used`]),
              ...(expected?.breaks.includes(rung.id) === true
                ? [`breaks at ${count(expected.sockets)} sockets`]
                : []),
              rung.problem ?? rungNote(rung),
            ]
              .filter((part) => part !== '')
              .join(', ')}
            className={styles.rung}
            style={{ height: RUNG_HEIGHT }}
            onClick={() => onSelect(rung.id)}
          >
            <span className={styles.words} style={{ width: TITLES - 12 }}>
              <span className={classNames(styles.title, first && styles.first)}>{rung.title}</span>
              <span
                className={rung.problem === undefined ? styles.note : styles.problem}
                title={rungNote(rung)}
              >
                {rung.problem ?? rungNote(rung)}
              </span>
            </span>
          </li>
        ))}
      </ul>
      {measured && (
        <p className={styles.found} title={measuredNote(measured)}>
          {measuredWords(measured)}
        </p>
      )}
    </div>
  );
}
