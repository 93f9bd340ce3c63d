import type { Where } from '../../../shared/errors';
import type { Evidence } from '../../../shared/model/readiness';
import type { SettingValue } from '../../../shared/model/settings';
import { parseTimeSpan, UNLIMITED } from '../config';
import type { Entry, SectionText } from '../config';
import { duration, number } from '../../../shared/words';

/** A setting as evidence: its IIS name, its value with the unit in words, the layer it comes from. */
export function fromSetting(setting: SettingValue, shouldBe?: string): Evidence {
  const where = setting.source?.where;
  return {
    what: setting.name,
    is: shown(setting),
    ...(shouldBe === undefined ? {} : { shouldBe }),
    from: setting.source?.label ?? 'not settled by the text',
    ...(where === undefined ? {} : { where }),
  };
}

/** Anything that isn't a setting. */
export function fact(
  what: string,
  is: string,
  from: string,
  more: { shouldBe?: string; where?: Where | null } = {},
): Evidence {
  return {
    what,
    is,
    ...(more.shouldBe === undefined ? {} : { shouldBe: more.shouldBe }),
    from,
    ...(more.where ? { where: more.where } : {}),
  };
}

/** An attribute that is no setting of ours; `otherwise` is the schema's default. */
export function fromText(what: string, found: SectionText, otherwise: string, shouldBe?: string): Evidence {
  return fact(what, found.text ?? otherwise, found.label, {
    ...(shouldBe === undefined ? {} : { shouldBe }),
    where: found.where ?? null,
  });
}

/** An entry of a collection: a handler, a rule. */
export function fromEntry(what: string, { element, label, where }: Entry, attribute = 'name'): Evidence {
  return fact(what, element.get(attribute) ?? '', label, { where });
}

/** Time spans where 0 turns the thing off; elsewhere it is just no time at all, or the system's own default. */
const zeroIsOff = new Set([
  'processModel.idleTimeout',
  'recycling.periodicRestart.time',
  'webSocket.pingInterval',
]);

/** "4,294,967,295 (unlimited)", "00:20:00 (20 min)", "No Managed Code". */
function shown(setting: SettingValue): string {
  const { value } = setting;
  if (value === null) return 'unknown';
  if (setting.name === 'managedRuntimeVersion' && value === '') return '"" (No Managed Code)';
  if (value === UNLIMITED) return `${number(value)} (unlimited)`;
  if (typeof value === 'number') return number(value);
  if (setting.type === 'timeSpan') {
    const seconds = parseTimeSpan(String(value));
    if (seconds === null) return String(value);
    return `${String(value)} (${seconds === 0 && zeroIsOff.has(setting.name) ? 'off' : duration(seconds)})`;
  }
  return String(value);
}
