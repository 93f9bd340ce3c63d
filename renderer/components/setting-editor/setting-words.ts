import type { SettingScalar, SettingValue } from '../../../shared/model/settings';
import { UNLIMITED, count, duration, spanSeconds } from '../format';

export interface ValueWords {
  /** As it stands in the configuration. */
  text: string;
  /** What that means, where it isn't plain: "20 min", "unlimited". */
  meaning?: string;
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
    return value >= 10_000 || unit !== undefined ? { text, meaning: withUnit(count(value), unit) } : { text };
  }
  if (text === '')
    return { text: '""', meaning: name === 'managedRuntimeVersion' ? 'No Managed Code' : 'empty' };
  return { text };
}

const withUnit = (text: string, unit: string | undefined): string =>
  unit === undefined ? text : `${text} ${unit}`;

/** Whether web.config may set it, in words. */
export function lockWords(locked: boolean | null): string {
  if (locked === null) return 'lock unknown';
  return locked ? 'locked for web.config' : 'open to web.config';
}
