/** Labels of a value axis. A mark between two numbers that reads as one of them has none: half a socket is no "1". */
export const axisValues = (at: readonly number[], format: (value: number) => string): string[] =>
  at.map((each) => {
    const text = format(each);
    return Number.isInteger(each) || text !== format(Math.round(each)) ? text : '';
  });
