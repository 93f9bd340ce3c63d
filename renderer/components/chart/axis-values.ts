/** Labels of a value axis. A mark between two numbers that reads as one of them has none: half a socket is no "1". */
export const axisValues = (at: readonly number[], format: (value: number) => string): string[] =>
  at.map((each) => {
    const text = format(each);
    return Number.isInteger(each) || text !== format(Math.round(each)) ? text : '';
  });

/** Marks of a value axis from 0 to the first one that is not below `high`: at most `most` steps of 1, 2 or 5 tens. */
export function axisMarks(high: number, most: number): number[] {
  const least = (high > 0 ? high : 1) / most;
  const ten = 10 ** Math.floor(Math.log10(least));
  const step = ([1, 2, 5].find((each) => each * ten >= least * 0.999_999) ?? 10) * ten;
  const steps = Math.max(1, Math.ceil((high / step) * 0.999_999));
  return Array.from({ length: steps + 1 }, (_, at) => Number((at * step).toPrecision(12)));
}
