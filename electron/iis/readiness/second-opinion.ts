import type { IisAnswer } from '../../../shared/model/machine';
import type { SettingValue } from '../../../shared/model/settings';
import { parseTimeSpan } from '../config';

/**
 * Our reading of a setting held against IIS's own. Text alone can't tell everything (facts sheet, section 9): where the
 * two disagree nobody knows which one is in force, so the value is unknown and both are said.
 */
export function secondOpinion(setting: SettingValue, answers: readonly IisAnswer[] = []): SettingValue {
  const answer = answers.find((each) => each.setting === setting.name);
  if (answer?.value == null || setting.value === null) return setting;
  if (same(setting, answer.value)) return setting;
  const unknown = `IIS itself says ${answer.value}, our reading of ${setting.source?.label ?? 'the configuration'} says ${String(setting.value)}`;
  return { ...setting, value: null, unknown };
}

function same({ type, value }: SettingValue, said: string): boolean {
  const ours = String(value);
  if (type === 'timeSpan') return parseTimeSpan(ours) === parseTimeSpan(said);
  return ours.toLowerCase() === said.toLowerCase();
}
