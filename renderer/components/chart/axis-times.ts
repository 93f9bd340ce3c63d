const HOUR_S = 3_600;

/** Seconds between the marks of a time axis: whole ones, or the same second would stand there twice. */
export const axisSteps: number[] = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12, 24, 48, 168, 672, 2_160, 8_760].map((hours) => hours * HOUR_S),
];

/** Labels of a time axis in one line: "20:10", "20:10:30" where the marks are closer, "26 Nov" where they are days apart. */
export function axisTimes(at: readonly number[], stepS: number, utc: boolean): string[] {
  const zone = utc ? { timeZone: 'UTC' } : {};
  const time = new Intl.DateTimeFormat('en-GB', {
    ...zone,
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(stepS < 60 ? { second: '2-digit' } : {}),
  });
  const day = new Intl.DateTimeFormat('en-GB', { ...zone, day: 'numeric', month: 'short' });
  return at.map((each) => {
    const date = new Date(each * 1000);
    const text = time.format(date);
    return stepS >= 24 * HOUR_S || (stepS >= HOUR_S && text === '00:00') ? day.format(date) : text;
  });
}
