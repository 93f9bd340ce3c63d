export interface LogScale {
  min: number;
  max: number;
  /** Where a value stands, in px; below `min` (0 too, which has no logarithm) at the left end, above `max` at the right. */
  x: (value: number) => number;
}

/** A logarithmic axis from `min` to `max` drawn between `left` and `right` (px). */
export function logScale(min: number, max: number, left: number, right: number): LogScale {
  const low = Math.log10(min);
  const span = Math.log10(max) - low;
  return {
    min,
    max,
    x: (value) => {
      if (value <= min) return left;
      if (value >= max) return right;
      return left + ((Math.log10(value) - low) / span) * (right - left);
    },
  };
}

/** The powers of ten around all values, at least two decades wide, from 1 up; the lowest value has some bar. */
export function decadesAround(values: readonly number[]): { min: number; max: number } {
  const positive = values.filter((value) => value >= 1);
  const low = positive.length === 0 ? 0 : Math.max(0, Math.ceil(Math.log10(Math.min(...positive))) - 1);
  const from = values.some((value) => value < 1) ? 0 : low;
  const high = positive.length === 0 ? 0 : Math.ceil(Math.log10(Math.max(...positive)));
  return { min: 10 ** from, max: 10 ** Math.max(high, from + 2) };
}

/** Powers of ten from min to max, thinned so that each has at least `minGap` px of its own. */
export function decadeTicks(scale: LogScale, minGap = 56): number[] {
  const from = Math.round(Math.log10(scale.min));
  const to = Math.round(Math.log10(scale.max));
  const step = Math.max(1, Math.ceil(minGap / Math.max(1, scale.x(10 ** (from + 1)) - scale.x(10 ** from))));
  const ticks: number[] = [];
  for (let power = from; power <= to; power += step) ticks.push(10 ** power);
  return ticks;
}
