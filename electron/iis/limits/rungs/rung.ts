import type { LimitRung } from '../../../../shared/model/limits';
import { numberOf, UNLIMITED, whyUnknown } from '../../config';
import { number } from '../../../../shared/words';
import type { Held } from '../facts';

export interface RungWords {
  id: string;
  title: string;
  note: string;
  bounds: LimitRung['bounds'];
  /** What is wrong with 0. */
  zero?: string;
  /** Behind the first line, which names the setting and its value. */
  arithmetic: readonly string[];
}

/** A rung that one setting decides. */
export function rungOf({ setting, target }: Held, words: RungWords): LimitRung {
  const { id, title, note, bounds, zero, arithmetic } = words;
  const value = numberOf(setting);
  const shown = value === null ? 'unknown' : value === UNLIMITED ? '4,294,967,295, unlimited' : number(value);
  return {
    id,
    title,
    note,
    value: value === UNLIMITED ? null : value,
    ...(value === null ? { unknown: whyUnknown(setting) } : {}),
    bounds,
    source: setting.source,
    target,
    setting: setting.name,
    arithmetic: [`${setting.name}: ${shown}`, ...arithmetic],
    ...(value === 0 && zero !== undefined ? { problem: zero } : {}),
  };
}
