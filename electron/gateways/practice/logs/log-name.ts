import type { LogRules } from './log-rules';

/** Files that are begun by size: "u_extend1.log", "u_extend2.log" … */
export interface Numbered {
  stem: string;
  /** Bytes at which the next one is begun. */
  truncateSize: number;
}

/** The schema's truncateSize. */
const TRUNCATE_SIZE = 20_971_520;

const two = (number: number): string => String(number).padStart(2, '0');

/** The file that a row of a time (ms since 1970) belongs to, as IIS names it by period: "u_ex26112403.log". */
export function logName(
  { period, localTime, utf8 }: Pick<LogRules, 'period' | 'localTime' | 'utf8'>,
  ms: number,
): string | Numbered {
  const prefix = utf8 ? 'u_ex' : 'ex';
  if (period === 'MaxSize') return { stem: `${prefix}tend`, truncateSize: TRUNCATE_SIZE };
  const time = new Date(localTime ? ms - new Date(ms).getTimezoneOffset() * 60_000 : ms);
  const month = `${two(time.getUTCFullYear() % 100)}${two(time.getUTCMonth() + 1)}`;
  const day = time.getUTCDate();
  // Weeks are counted within their month: "u_ex261104" is the fourth one of November.
  const week = Math.ceil((day + ((time.getUTCDay() - day + 36) % 7)) / 7);
  const rest = { Monthly: '', Weekly: two(week), Hourly: `${two(day)}${two(time.getUTCHours())}` }[period];
  return `${prefix}${month}${rest ?? two(day)}.log`;
}
