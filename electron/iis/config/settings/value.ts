import type { SettingScalar } from '../../../../shared/model/settings';
import type { AttributeRule } from './definition';
import { rangeInWords } from './range';
import { formatTimeSpan, parseTimeSpan } from './time-span';

/** What a text means for an attribute: its value, or why it is none ("must be 10 to 65,535"). */
export type Reading = { ok: true; value: SettingScalar } | { ok: false; why: string };

const maxUint = 4294967295;
const good = (value: SettingScalar): Reading => ({ ok: true, value });
const bad = (rule: AttributeRule): Reading => ({ ok: false, why: `must be ${rangeInWords(rule)}` });

/**
 * Reads an attribute's text as IIS does: names of enums and booleans in any case, an enum also by its number, time
 * spans in both forms. Type and range are those of the schema.
 */
export function readValue(rule: AttributeRule, text: string): Reading {
  switch (rule.type) {
    case 'bool': {
      const lower = text.toLowerCase();
      return lower === 'true' || lower === 'false' ? good(lower === 'true') : bad(rule);
    }
    case 'uint': {
      if (!/^\d{1,15}$/.test(text)) return bad(rule);
      return inRange(rule, Number(text)) ? good(Number(text)) : bad(rule);
    }
    case 'timeSpan': {
      const seconds = parseTimeSpan(text);
      return seconds !== null && spanFits(rule, seconds) ? good(formatTimeSpan(seconds)) : bad(rule);
    }
    case 'enum': {
      const name = nameOf(rule, text);
      return name === undefined ? bad(rule) : good(name);
    }
    case 'flags':
      return readFlags(rule, text);
    case 'string':
      return readText(rule, text);
  }
}

function inRange({ min = 0, max = maxUint, exclude }: AttributeRule, value: number): boolean {
  if (value > maxUint) return false;
  const inside = value >= min && value <= max;
  return exclude === true ? !inside : inside;
}

function spanFits({ min, max, step = 1 }: AttributeRule, seconds: number): boolean {
  if (min === undefined || max === undefined) return true;
  return seconds >= min && seconds <= max && seconds % step === 0;
}

function nameOf(rule: AttributeRule, text: string): string | undefined {
  const lower = text.trim().toLowerCase();
  for (const [name, number] of rule.names ?? []) {
    if (name.toLowerCase() === lower || String(number) === lower) return name;
  }
  return undefined;
}

/** Flags in the schema's order, so that two spellings of one set are the same text. */
function readFlags(rule: AttributeRule, text: string): Reading {
  const wanted = new Set<string>();
  if (/^\d{1,10}$/.test(text)) {
    const all = [...(rule.names?.values() ?? [])].reduce((sum, bit) => sum + bit, 0);
    const number = Number(text);
    if (number > all) return bad(rule);
    for (const [name, bit] of rule.names ?? []) if (Math.floor(number / bit) % 2 === 1) wanted.add(name);
  } else {
    for (const part of text.split(',')) {
      if (part.trim() === '' && text.trim() === '') continue;
      const name = nameOf(rule, part);
      if (name === undefined) return bad(rule);
      wanted.add(name);
    }
  }
  return good([...(rule.names?.keys() ?? [])].filter((name) => wanted.has(name)).join(', '));
}

/** Characters that the schema's applicationPoolName validator fails on. */
export const poolNameForbids = /[|<>&"/[\]+=;:,?*@]/;

function readText(rule: AttributeRule, text: string): Reading {
  if (rule.form === 'applicationPoolName' && (text === '' || poolNameForbids.test(text))) {
    return { ok: false, why: 'must be the name of an application pool, without |<>&"/[]+=;:,?*@' };
  }
  return good(text);
}

/** The text that is written for a value. */
export const valueText = (value: SettingScalar): string => String(value);
