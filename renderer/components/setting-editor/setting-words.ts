import type { SettingScalar, SettingValue } from '../../../shared/model/settings';
import { UNLIMITED, count, duration, spanSeconds } from '../format';

export interface ValueWords {
  /** As it stands in the configuration. */
  text: string;
  /** What that means, where it isn't plain: "20 min", "unlimited". */
  meaning?: string;
  unit?: string;
}

/** A setting's value as IIS writes it, and in words where that says more. */
export function valueWords(
  { type, unit, name }: Pick<SettingValue, 'type' | 'unit' | 'name'>,
  value: SettingScalar,
): ValueWords {
  const text = String(value);
  if (type === 'timeSpan') {
    const seconds = spanSeconds(text);
    return seconds === null ? { text } : { text, meaning: seconds === 0 ? '0 s' : duration(seconds) };
  }
  if (type === 'uint' && typeof value === 'number') {
    if (value === UNLIMITED) return { text, meaning: 'unlimited' };
    const units = unit === undefined ? {} : { unit };
    return value < 10_000
      ? { text, ...units }
      : { text, meaning: [count(value), unit ?? ''].join(' ').trim() };
  }
  if (text === '')
    return { text: '""', meaning: name === 'managedRuntimeVersion' ? 'No Managed Code' : 'empty' };
  return { text };
}

/** "1000 requests", "00:20:00 (20 min)": a value inside a sentence; the first part is for the mono face. */
export const restOf = ({ meaning, unit }: ValueWords): string =>
  [unit ?? '', meaning === undefined ? '' : `(${meaning})`].join(' ').trim();

/** Whether web.config may set it, in words. */
export function lockWords(locked: boolean | null): string {
  if (locked === null) return 'lock unknown';
  return locked ? 'locked for web.config' : 'open to web.config';
}
