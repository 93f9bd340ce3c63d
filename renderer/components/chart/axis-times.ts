const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
/** As uPlot counts them when it puts marks at the beginnings of months and years. */
const MONTH_S = 30 * DAY_S;
const YEAR_S = 365 * DAY_S;

/** Seconds between the marks of a time axis: whole ones, or the same second would stand there twice. */
export const axisSteps: number[] = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800],
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR_S),
  ...[1, 2, 7, 14].map((days) => days * DAY_S),
  ...[1, 3, 6].map((months) => months * MONTH_S),
  ...[1, 2, 5, 10, 20, 50, 100].map((years) => years * YEAR_S),
];

/**
 * Labels of a time axis in one line: "20:10", "20:10:30" where the marks are closer, "26 Nov" where they are days apart,
 * "Nov 2026" where months, "2026" where years.
 */
export function axisTimes(at: readonly number[], stepS: number, utc: boolean): string[] {
  const zone = utc ? { timeZone: 'UTC' } : {};
  const format = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
    new Intl.DateTimeFormat('en-GB', { ...zone, ...options });
  const dates = at.map((each) => new Date(each * 1000));
  if (stepS >= YEAR_S) return dates.map((date) => format({ year: 'numeric' }).format(date));
  if (stepS >= MONTH_S) return dates.map((date) => format({ month: 'short', year: 'numeric' }).format(date));
  const time = format({
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    ...(stepS < 60 ? { second: '2-digit' } : {}),
  });
  const day = format({ day: 'numeric', month: 'short' });
  return dates.map((date) => {
    const text = time.format(date);
    return stepS >= DAY_S || (stepS >= HOUR_S && text === '00:00') ? day.format(date) : text;
  });
}
