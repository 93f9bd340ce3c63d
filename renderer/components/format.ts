/** HTTP_LIMIT_INFINITE: what IIS writes for unlimited. 0 is not unlimited, it lets nobody in. */
export const UNLIMITED = 4_294_967_295;

const grouped = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 1204377 → "1,204,377". */
export const count = (value: number): string => grouped.format(value);

/** "1 socket", "3,912 sockets". */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

/** Bytes in words: "512 bytes", "8.4 KB", "64 MB" (1 KB = 1,024 bytes). */
export function bytes(value: number): string {
  if (value < 1024) return counted(value, 'byte');
  const units = ['KB', 'MB', 'GB'];
  let amount = value / 1024;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${amount < 10 ? trimmed(amount, 1) : grouped.format(amount)} ${units[unit] ?? ''}`;
}

const trimmed = (value: number, digits: number): string =>
  Number(value.toFixed(digits)).toLocaleString('en-US');

/** Seconds in words, two units at most: "90 s", "20 min", "29 h", "4 h 48 min", "7 days". */
export function duration(seconds: number): string {
  if (seconds < 120 && seconds % 60 !== 0) return `${trimmed(seconds, seconds < 10 ? 1 : 0)} s`;
  if (seconds < 60) return `${count(seconds)} s`;
  const [big, bigWord, small, smallWord] =
    seconds < 3600
      ? ([60, 'min', 1, 's'] as const)
      : seconds < 48 * 3600
        ? ([3600, 'h', 60, 'min'] as const)
        : ([86_400, 'days', 3600, 'h'] as const);
  const whole = Math.floor(seconds / big);
  const rest = Math.floor((seconds - whole * big) / small);
  return rest === 0 ? `${count(whole)} ${bigWord}` : `${count(whole)} ${bigWord} ${rest} ${smallWord}`;
}

/** Milliseconds as measured: "0.42 ms", "41 ms", "1.204 s", "2 min 3 s". */
export function ms(value: number): string {
  if (value === 0) return '0 ms';
  if (value < 1) return `${value.toFixed(2)} ms`;
  if (value < 10) return `${value.toFixed(1)} ms`;
  if (value < 1000) return `${value.toFixed(0)} ms`;
  return value < 120_000
    ? `${(value / 1000).toFixed(value < 10_000 ? 2 : 1)} s`
    : duration(Math.round(value / 1000));
}

const SPAN = /^(?:(\d+)\.)?(\d+):(\d{1,2}):(\d{1,2})(?:\.\d+)?$/;

/** Seconds of a configuration's time span "[d.]hh:mm:ss", or null when it is none ("29:00:00" is 29 hours). */
export function spanSeconds(text: string): number | null {
  const parts = SPAN.exec(text.trim());
  if (!parts) return null;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part || 0));
  return ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
