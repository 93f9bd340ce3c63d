import { AppError } from '../../../../shared/errors';
import type { ConfigTarget } from '../../../../shared/model/common';
import { shown } from '../names';
import type { SettingDefinition } from './definition';
import { findDefinition, kindsWith } from './table';
import { readValue, valueText } from './value';

/** The definition of a setting below one kind of object. Throws `setting-unknown` or `setting-not-here`. */
export function definitionOf(kind: ConfigTarget['kind'], setting: string): SettingDefinition {
  const definition = findDefinition(kind, setting);
  if (definition !== undefined) return definition;
  const elsewhere = kindsWith(setting);
  if (elsewhere.length > 0) {
    throw new AppError(
      'setting-not-here',
      `${shown(setting)} is not a setting of ${article(kind)}; it belongs to ${elsewhere.map(article).join(' or ')}.`,
    );
  }
  throw new AppError(
    'setting-unknown',
    `No setting is named "${shown(setting)}"; names are those of IIS, such as limits.maxConnections.`,
  );
}

const article = (kind: string): string =>
  kind === 'application' ? 'an application' : kind === 'server' ? 'the server' : `a ${kind}`;

/**
 * Checks a value as typed and answers the text that is written: "1" → "Classic", "29:00:00" → "1.05:00:00".
 * Throws `setting-unknown`, `setting-not-here`, and `value-invalid` with the range in its sentence.
 */
export function checkValue(kind: ConfigTarget['kind'], setting: string, value: string): string {
  return canonicalText(definitionOf(kind, setting), value);
}

export function canonicalText(definition: SettingDefinition, value: string): string {
  const { name, rule } = definition;
  // XML 1.0 has no way to write these, not even as references.
  if (/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u.test(value)) {
    throw new AppError('value-invalid', `${name} can't hold control characters; take them out.`);
  }
  const reading = readValue(rule, rule.type === 'string' ? value : value.trim());
  if (!reading.ok) throw new AppError('value-invalid', `${name} ${reading.why}; "${shown(value)}" is not.`);
  if (rule.never !== undefined && rule.never.value === reading.value) {
    throw new AppError(
      'value-invalid',
      `${name} can't be set to ${valueText(reading.value)}: ${rule.never.why}.`,
    );
  }
  return valueText(reading.value);
}
