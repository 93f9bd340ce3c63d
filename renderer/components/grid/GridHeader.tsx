import { classNames } from '../class-names';
import type { GridContext, GridHead } from './grid-types';
import styles from './VirtualGrid.module.css';

/** The sticky head: a sortable column's title is a button, its state stands in aria-sort. */
export function GridHeader({ context }: { context: GridContext }) {
  return (
    <tr role="row" aria-rowindex={1}>
      {context.heads.map((column) => (
        <HeaderCell key={column.id} column={column} context={context} />
      ))}
    </tr>
  );
}

function HeaderCell({ column, context }: { column: GridHead; context: GridContext }) {
  const { sort, onSort } = context;
  const active = sort?.column === column.id;
  const order = active ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const sortable = column.sortable === true && onSort !== undefined;
  return (
    <th
      scope="col"
      role="columnheader"
      className={classNames(styles.headCell, column.align === 'right' && styles.right)}
      style={column.width === undefined ? undefined : { width: column.width }}
      {...(sortable ? { 'aria-sort': order } : {})}
    >
      {sortable ? (
        <button
          type="button"
          className={classNames(styles.sort, active && styles.sorted)}
          onClick={() => onSort({ column: column.id, descending: active && !sort.descending })}
          onKeyDown={(event) => event.stopPropagation()}
        >
          {column.title}
          {active && (
            <span aria-hidden="true" className={styles.arrow}>
              {sort.descending ? '↓' : '↑'}
            </span>
          )}
        </button>
      ) : (
        <span className={column.titleHidden === true ? 'visually-hidden' : undefined}>{column.title}</span>
      )}
    </th>
  );
}
