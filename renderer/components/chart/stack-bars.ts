import type { ChartSeries } from './chart-types';

/** A series as it is drawn: bars with the upper edge of their band, others with their own values. */
export interface DrawnSeries extends ChartSeries {
  edges: readonly (number | null)[];
}

/**
 * Bars stand on the bars before them. The tallest sum is drawn first, so that each next one covers what is below its
 * own edge and every band shows its own count. A gap adds nothing and has no bar.
 */
export function stackBars(series: readonly ChartSeries[]): DrawnSeries[] {
  const sums: number[] = [];
  const bars: DrawnSeries[] = [];
  for (const each of series.filter(({ kind }) => kind === 'bars')) {
    const edges = each.values.map((value, at) => {
      if (value === null) return null;
      sums[at] = (sums[at] ?? 0) + value;
      return sums[at];
    });
    bars.unshift({ ...each, edges });
  }
  const others = series.filter(({ kind }) => kind !== 'bars');
  return [...bars, ...others.map((each) => ({ ...each, edges: each.values }))];
}
