import { memo } from 'react';
import { classNames } from '../../../components/class-names';
import type { GridColumn, GridHead } from '../../../components/grid/grid-types';
import styles from './LogGrid.module.css';

interface Props {
  id: string;
  /** From 0, among the rows there are. */
  place: number;
  index: number;
  row: unknown;
  columns: readonly GridColumn<unknown>[];
  /** Only there so that a changed row is drawn again. */
  version: unknown;
  selected: boolean;
  tone: string | undefined;
  onSelect: (index: number) => void;
}

/** One row; one that scrolling only moves is not drawn again. */
export const LogRowView = memo(function LogRowView({
  id,
  place,
  index,
  row,
  columns,
  selected,
  tone,
  onSelect,
}: Props) {
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place + 2}
      aria-selected={selected}
      className={classNames(styles.row, selected && styles.selected, tone)}
      onClick={() => onSelect(index)}
    >
      {columns.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={column.align === 'right' ? styles.rightCell : styles.cell}
        >
          {row === undefined ? <span className={styles.skeleton} /> : column.cell(row, index)}
        </div>
      ))}
    </div>
  );
});

/** The sticky head. */
export function LogHeader({ columns }: { columns: readonly GridHead[] }) {
  return (
    <div role="row" aria-rowindex={1} className={styles.head}>
      {columns.map((column) => (
        <div
          key={column.id}
          role="columnheader"
          className={column.align === 'right' ? styles.rightCell : styles.cell}
        >
          <span className={column.titleHidden === true ? 'visually-hidden' : undefined}>{column.title}</span>
        </div>
      ))}
    </div>
  );
}
