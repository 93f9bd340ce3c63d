import { useId, useMemo } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import type { GridColumn } from '../../../components/grid/grid-types';
import { rowId } from '../../../components/grid/grid-types';
import { classNames } from '../../../components/class-names';
import { LogHeader, LogRowView } from './LogRowView';
import { movedRow } from './log-keys';
import { LOG_ROW, spacerOf } from './log-position';
import styles from './LogGrid.module.css';
import { useLogScroll } from './use-log-scroll';

export interface LogGridProps<Row> {
  label: string;
  columns: readonly GridColumn<Row>[];
  /** Number of the first row there is, and of the one behind the last. */
  first: number;
  end: number;
  /** undefined while the row is on its way. */
  row: (index: number) => Row | undefined;
  /** Changes when rows must be drawn again. */
  version: unknown;
  selected: number | null;
  onSelect: (index: number) => void;
  onCopy: (index: number) => void;
  onRange: (first: number, last: number, seen: number) => void;
  tone: (row: Row) => string | undefined;
  follow: boolean;
  /** Moved away from the end by wheel, key or scroll bar. */
  onLeaveEnd: () => void;
}

/** A grid of millions of rows: the bar is scaled where an element can't be that high, every step stays exact. */
export function LogGrid<Row>(props: LogGridProps<Row>) {
  const { label, columns, first, end, row, version, selected, tone, onSelect } = props;
  const id = useId();
  const { ref, position, top, view } = useLogScroll(props);
  const from = Math.max(first, Math.floor(top / LOG_ROW));
  const to = Math.min(end, Math.ceil((top + view) / LOG_ROW));
  const slots = Math.ceil(view / LOG_ROW) + 2;
  const width = useMemo(() => templateOf(columns), [columns]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey) return;
    if (event.ctrlKey || event.metaKey) {
      const copies = event.key.toLowerCase() === 'c' && document.getSelection()?.isCollapsed !== false;
      if (!copies || selected === null) return;
      event.preventDefault();
      props.onCopy(selected);
      return;
    }
    const next = movedRow(event.key, selected, { first, end, page: Math.floor(view / LOG_ROW) - 1 });
    if (next === null) return;
    event.preventDefault();
    if (next < end - 1) props.onLeaveEnd();
    onSelect(next);
    position.reveal(next);
  };

  const rows: ReactNode[] = [];
  for (let index = from; index < to; index += 1) {
    const data = row(index);
    rows.push(
      <LogRowView
        // Rows that come into view take the elements of rows that left it.
        key={index % slots}
        id={rowId(id, index)}
        place={index - first}
        index={index}
        row={data}
        columns={columns as readonly GridColumn<unknown>[]}
        version={version}
        selected={index === selected}
        tone={data === undefined ? undefined : tone(data)}
        onSelect={onSelect}
      />,
    );
  }
  const inView = selected !== null && selected >= from && selected < to;
  return (
    <div
      ref={ref}
      className={styles.grid}
      style={{ '--columns': width } as React.CSSProperties}
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={end - first + 1}
      aria-colcount={columns.length}
      aria-activedescendant={inView ? rowId(id, selected) : undefined}
      onKeyDown={onKeyDown}
    >
      <LogHeader columns={columns} />
      <div className={styles.spacer} style={{ height: spacerOf(end - first) }} role="rowgroup">
        <div
          className={styles.layer}
          style={{ height: Math.min(view, spacerOf(end - first)) }}
          role="presentation"
        >
          <div
            className={classNames(styles.rows)}
            style={{ transform: `translateY(${from * LOG_ROW - top}px)` }}
            role="presentation"
          >
            {rows}
          </div>
        </div>
      </div>
    </div>
  );
}

const templateOf = (columns: readonly { width?: number }[]): string =>
  columns.map(({ width }) => (width === undefined ? 'minmax(0, 1fr)' : `${width}px`)).join(' ');
