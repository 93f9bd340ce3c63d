import { count, number } from '../../../../shared/words';

const form = /^(?:(\d{1,8})\.)?(\d{1,9}):([0-5]?\d):([0-5]?\d)$/;

/**
 * Seconds of a time span as IIS writes it, or null. "29:00:00" is 29 hours (.NET's TimeSpan.Parse would say days), and
 * with days before the dot hours end at 23.
 */
export function parseTimeSpan(text: string): number | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, days, hours = '0', minutes = '0', seconds = '0'] = match;
  if (days !== undefined && Number(hours) > 23) return null;
  return Number(days ?? 0) * 86_400 + Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "1.05:00:00": the only form that means the same to IIS, to .NET and to a reader. */
export function formatTimeSpan(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3600) % 24;
  const rest = `${two(hours)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days > 0 ? `${days}.${rest}` : rest;
}

/** "20 min", "29 h", "30 days", for sentences. */
export function spanInWords(seconds: number): string {
  if (seconds >= 86_400 && seconds % 86_400 === 0) return count(seconds / 86_400, 'day');
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60} min`;
  return `${number(seconds)} s`;
}
