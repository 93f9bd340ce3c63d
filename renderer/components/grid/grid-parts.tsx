import type { ComponentProps } from 'react';
import type { ItemProps, TableComponents } from 'react-virtuoso';
import { classNames } from '../class-names';
import { rowId } from './grid-types';
import type { GridContext } from './grid-types';
import styles from './VirtualGrid.module.css';

interface Context {
  context: GridContext;
}

function Table({ context, style, ...rest }: ComponentProps<'table'> & Context) {
  const { selected, selectedInView } = context;
  return (
    <table
      {...rest}
      className={styles.table}
      style={{ ...style, minWidth: context.minWidth }}
      role="grid"
      tabIndex={0}
      aria-label={context.label}
      aria-rowcount={context.count + 1}
      aria-colcount={context.heads.length}
      aria-activedescendant={selected !== null && selectedInView ? rowId(context.id, selected) : undefined}
      onKeyDown={context.onKeyDown}
    />
  );
}

// Virtuoso hands `item` on, which is undefined here: rows are found by their index.
function TableRow({ context, ...rest }: ItemProps<unknown> & ComponentProps<'tr'> & Context) {
  const index = rest['data-index'];
  const selected = index === context.selected;
  return (
    <tr
      {...rest}
      id={rowId(context.id, index)}
      className={classNames(styles.row, selected && styles.selected, context.rowClass(index))}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      onClick={() => context.onPick(index)}
    />
  );
}

function FillerRow({ height }: { height: number }) {
  return (
    <tr aria-hidden="true">
      <td className={styles.filler} style={{ height }} />
    </tr>
  );
}

/** Made once per module: parts made while drawing would be mounted anew with every scroll. */
export const gridParts: TableComponents<unknown, GridContext> = {
  Table,
  TableRow,
  FillerRow,
};
