/** One line of the bench: a figure beside its reference from the same run. */
export interface Row {
  name: string;
  value: number;
  unit: string;
  /** The reference's own figure, in the same unit. */
  reference: number;
  /** What the reference is, in words. */
  against: string;
  /** value / reference; null where the bound is absolute. */
  ratio: number | null;
  /** Largest ratio allowed, or largest value where `ratio` is null. */
  bound: number;
  holds: boolean;
}

export type Bench = () => Promise<Row[]>;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? NaN)) / 2;
}

/** A figure that is judged by its ratio to the reference. */
export function ratioRow(row: Omit<Row, 'ratio' | 'holds'>): Row {
  const ratio = row.value / row.reference;
  return { ...row, ratio, holds: ratio <= row.bound };
}

/** A figure that is judged by itself; the reference stands beside it. */
export function absoluteRow(row: Omit<Row, 'ratio' | 'holds'>): Row {
  return { ...row, ratio: null, holds: row.value <= row.bound };
}
