import { parseTimeSpan } from './settings/time-span';
import type { SettingValue } from '../../../shared/model/settings';

/** maxConnections that means "no limit"; 0 does not (HTTP_CONNECTION_LIMIT_INFO, schema documentation). */
export const UNLIMITED = 4_294_967_295;

/** The value when it is known and of that type; null otherwise, so that nothing unknown is judged by accident. */
export function numberOf(setting: SettingValue | null): number | null {
  return typeof setting?.value === 'number' ? setting.value : null;
}
export function textOf(setting: SettingValue | null): string | null {
  return typeof setting?.value === 'string' ? setting.value : null;
}
export function booleanOf(setting: SettingValue | null): boolean | null {
  return typeof setting?.value === 'boolean' ? setting.value : null;
}
export function secondsOf(setting: SettingValue | null): number | null {
  const text = textOf(setting);
  return text === null ? null : parseTimeSpan(text);
}
/** Why a value is not known, to stand after a colon. */
export function whyUnknown(setting: SettingValue | null): string {
  return setting?.unknown ?? 'the configuration could not be read this far';
}
