import { memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { TableVirtuoso } from 'react-virtuoso';
import type { TableVirtuosoHandle } from 'react-virtuoso';
import { movedSelection } from './grid-keys';
import { gridParts } from './grid-parts';
import { GridHeader } from './GridHeader';
import type { GridColumn, GridContext, GridSort } from './grid-types';
import styles from './VirtualGrid.module.css';

/** Height of every row, px. A row that wrapped would make the last ones unreachable. */
export const GRID_ROW = 32;

export interface VirtualGridProps<Row> {
  label: string;
  columns: readonly GridColumn<Row>[];
  count: number;
  /** undefined while the row is on its way: its cells are skeletons then. */
  row: (index: number) => Row | undefined;
  /** Anything that changes when rows must be drawn again. */
  version: unknown;
  selected: number | null;
  onSelect: (index: number) => void;
  /** Enter, or a click on the row. */
  onOpen?: ((index: number) => void) | undefined;
  /** Ctrl+C while nothing else is selected. */
  onCopy?: ((index: number) => void) | undefined;
  sort?: GridSort | undefined;
  onSort?: ((sort: GridSort) => void) | undefined;
  onRange?: ((first: number, last: number) => void) | undefined;
  /** A class for a whole row. */
  tone?: ((row: Row, index: number) => string | undefined) | undefined;
  /** px below which the table scrolls sideways instead of cutting every cell. */
  minWidth?: number;
  /** Keeps the last row in view as rows come. */
  follow?: boolean;
  /** The user moved away from the end by wheel, key or scroll bar. */
  onLeaveEnd?: () => void;
  /** Another query: back to the first row. */
  resetKey?: string;
}

/** A grid of any length: only the rows in view exist. Arrows, Page, Home and End move the selection. */
export function VirtualGrid<Row>(props: VirtualGridProps<Row>) {
  const {
    count,
    selected,
    version,
    columns,
    row,
    sort,
    onSort,
    tone,
    label,
    minWidth,
    follow = false,
  } = props;
  const id = useId();
  const list = useRef<TableVirtuosoHandle>(null);
  const scroller = useRef<HTMLElement | null>(null);
  const [selectedInView, setSelectedInView] = useState(false);
  const [slots, setSlots] = useState(96);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });

  useEffect(() => {
    list.current?.scrollTo({ top: 0 });
  }, [props.resetKey]);
  useEffect(() => {
    if (follow && count > 0) list.current?.scrollToIndex({ index: count - 1, align: 'end' });
  }, [follow, count]);

  const context = useMemo<GridContext>(() => {
    const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
      if (event.altKey || event.target !== event.currentTarget) return;
      const now = latest.current;
      const to = answerKey(event, now, Math.floor((scroller.current?.clientHeight ?? 0) / GRID_ROW) - 2);
      if (to === null) return;
      if (to < now.count - 1) now.onLeaveEnd?.();
      now.onSelect(to);
      list.current?.scrollIntoView({ index: to, behavior: 'auto' });
    };
    const onPick = (index: number) => {
      setSelectedInView(true);
      latest.current.onSelect(index);
      latest.current.onOpen?.(index);
    };
    const cells = (index: number) => <RowCells columns={columns} row={row(index)} index={index} />;
    const rowClass = (index: number) => {
      const data = row(index);
      return data === undefined ? undefined : tone?.(data, index);
    };
    return {
      ...{ id, label, heads: columns, count, minWidth, selected, selectedInView, sort, onSort },
      ...{ slots, version, cells, rowClass, onPick, onKeyDown },
    };
  }, [
    id,
    label,
    columns,
    count,
    minWidth,
    row,
    selected,
    selectedInView,
    tone,
    sort,
    onSort,
    version,
    slots,
  ]);
  const header = useCallback(() => <GridHeader context={context} />, [context]);

  return (
    <TableVirtuoso<unknown, GridContext>
      ref={list}
      className={styles.grid}
      // The grid inside is the tab stop, not what scrolls it.
      tabIndex={-1}
      scrollerRef={(element) => {
        scroller.current = element instanceof HTMLElement ? element : null;
      }}
      totalCount={count}
      fixedItemHeight={GRID_ROW}
      increaseViewportBy={GRID_ROW * BEYOND}
      computeItemKey={recycled}
      context={context}
      components={gridParts}
      rangeChanged={({ startIndex, endIndex }) => {
        const at = latest.current.selected;
        const high = Math.ceil((scroller.current?.clientHeight ?? 0) / GRID_ROW) + 2 * BEYOND;
        setSlots(Math.max(high, endIndex - startIndex + 1) + 4);
        setSelectedInView(at !== null && at >= startIndex && at <= endIndex);
        props.onRange?.(startIndex, endIndex);
      }}
      onWheel={(event) => {
        if (event.deltaY < 0) props.onLeaveEnd?.();
      }}
      onPointerDown={(event) => {
        if (event.target === scroller.current) props.onLeaveEnd?.();
      }}
      fixedHeaderContent={header}
      itemContent={drawCells}
    />
  );
}

/** Copies or opens by key; answers the row the selection moves to, or null when it stays. */
function answerKey<Row>(
  event: KeyboardEvent<HTMLTableElement>,
  { selected, count, onCopy, onOpen }: VirtualGridProps<Row>,
  pageRows: number,
): number | null {
  if (event.ctrlKey || event.metaKey) {
    const copies = event.key.toLowerCase() === 'c' && document.getSelection()?.isCollapsed !== false;
    if (!copies || selected === null || !onCopy) return null;
    event.preventDefault();
    onCopy(selected);
    return null;
  }
  if (event.key === 'Enter' && selected !== null && onOpen) {
    event.preventDefault();
    onOpen(selected);
    return null;
  }
  const to = movedSelection(event.key, selected, count, Math.max(1, pageRows));
  if (to !== null) event.preventDefault();
  return to;
}

/** Rows drawn beyond the view, above and below each. */
const BEYOND = 1;

/**
 * Rows that come into view take the elements of rows that left it: changing text costs less than making nine cells.
 * As many keys as rows can be drawn at a time, so that no two of them share one.
 */
const recycled = (index: number, _item: unknown, { slots }: GridContext): number => index % slots;

const drawCells = (index: number, _item: unknown, context: GridContext): ReactNode => context.cells(index);

interface RowCellsProps<Row> {
  columns: readonly GridColumn<Row>[];
  row: Row | undefined;
  index: number;
}

/** The cells of one row; a row that scrolling only moves is not drawn again. */
const RowCells = memo(function RowCells<Row>({ columns, row, index }: RowCellsProps<Row>): ReactNode {
  return columns.map((column) => (
    <td key={column.id} role="gridcell" className={column.align === 'right' ? styles.rightCell : styles.cell}>
      {row === undefined ? <span className={styles.skeleton} /> : column.cell(row, index)}
    </td>
  ));
}) as <Row>(props: RowCellsProps<Row>) => ReactNode;
