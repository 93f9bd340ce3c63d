const DAY_S = 86_400;

/** "03:00:12 UTC", with its day where the chart's `times` reach over more than one. `utc`: seconds as they are. */
export function timeWords(at: number, times: readonly number[], utc: boolean, zone: string): string {
  const date = new Date(at * 1000);
  const options = utc ? { timeZone: 'UTC' } : {};
  const long = (times.at(-1) ?? 0) - (times[0] ?? 0) > DAY_S;
  const day = long
    ? date.toLocaleDateString('en-GB', { ...options, day: 'numeric', month: 'short', year: 'numeric' })
    : '';
  return [day, date.toLocaleTimeString('en-GB', options), zone].filter((part) => part !== '').join(' ');
}
