import { number } from '../../../../shared/words';
import type { AttributeRule } from './definition';
import { spanInWords } from './time-span';

const maxUint = 4294967295;
const list = (names: string[], word: string): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} ${word} ${names.at(-1) ?? ''}`;

/** What a value may be, in words and with its unit: "60 s to 30 days in steps of 60 s". */
export function rangeInWords(rule: AttributeRule): string {
  const names = [...(rule.names?.keys() ?? [])];
  switch (rule.type) {
    case 'bool':
      return 'true or false';
    case 'enum':
      return list(names, 'or');
    case 'flags':
      return `any of ${list(names, 'and')}`;
    case 'uint':
      return uintRange(rule);
    case 'timeSpan':
      return spanRange(rule);
    case 'string':
      if (rule.form === 'applicationPoolName') return 'the name of an application pool';
      return rule.form === 'protocols' ? 'protocol names, separated by commas' : 'any text';
  }
}

function uintRange({ min = 0, max = maxUint, exclude, unit, default: value, never }: AttributeRule): string {
  const suffix = unit === undefined ? '' : ` ${unit}`;
  const unlimited = value === maxUint ? '; 4294967295 is unlimited' : '';
  if (exclude === true) return `${number(max + 1)} to ${number(maxUint)}${suffix}${unlimited}`;
  // A value that the schema takes but nobody wants is not offered.
  const least = never?.value === min ? min + 1 : min;
  return `${number(least)} to ${number(max)}${suffix}${unlimited}`;
}

function spanRange({ min, max, step = 1 }: AttributeRule): string {
  if (min === undefined || max === undefined) return 'any time span, written hh:mm:ss';
  const steps = step > 1 ? ` in steps of ${step} s` : '';
  return `${spanInWords(min)} to ${spanInWords(max)}${steps}, written hh:mm:ss`;
}
