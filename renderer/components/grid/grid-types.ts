import type { KeyboardEvent, ReactNode } from 'react';

/** The head of a column. */
export interface GridHead {
  id: string;
  title: string;
  /** The title is only for screen readers: the cells speak for themselves. */
  titleHidden?: boolean;
  /** px; a column without one shares what is left. */
  width?: number;
  align?: 'right';
  sortable?: boolean;
}

export interface GridColumn<Row> extends GridHead {
  /** Kept plain: no tooltip, chip or styled component in a cell, they cost long tasks when scrolling fast. */
  cell: (row: Row, index: number) => ReactNode;
}

export interface GridSort {
  column: string;
  descending: boolean;
}

/** What the static parts of the grid need; a new object makes the rows in view draw again. */
export interface GridContext {
  id: string;
  label: string;
  heads: readonly GridHead[];
  count: number;
  minWidth: number | undefined;
  selected: number | null;
  selectedInView: boolean;
  /** Rows that can be drawn at a time, and a few. */
  slots: number;
  /** Only there to make a new object when rows changed. */
  version: unknown;
  cells: (index: number) => ReactNode;
  rowClass: (index: number) => string | undefined;
  sort: GridSort | undefined;
  onSort: ((sort: GridSort) => void) | undefined;
  onPick: (index: number) => void;
  onKeyDown: (event: KeyboardEvent<HTMLTableElement>) => void;
}

export const rowId = (gridId: string, index: number): string => `${gridId}-row-${index}`;
