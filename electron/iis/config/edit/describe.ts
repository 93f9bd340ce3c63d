import type { ConfigTarget } from '../../../../shared/model/common';
import type { SettingValue } from '../../../../shared/model/settings';
import { effective, inheritedEffective } from '../effective/effective';
import type { ServerConfig } from '../model/server-config';
import { shown } from '../names';
import { checkValue } from '../settings/check';
import { valueText } from '../settings/value';
import type { Edit } from './apply';
import { elementText, placeText } from './elements';

export interface EditDescription {
  /** "ChatPool", "Chat/api", "server", "modules of location Feed". */
  object: string;
  setting: string;
  /** Effective texts before and after; null when unknown or absent. */
  old: string | null;
  new: string | null;
  /** "ChatPool: managedPipelineMode Classic → Integrated" */
  sentence: string;
}

/** An edit in words, against the configuration as it is. Throws as `effective` and `checkValue` do. */
export function describeEdit(config: ServerConfig, edit: Edit): EditDescription {
  if (edit.kind === 'add-element' || edit.kind === 'remove-element') {
    const object = placeText(edit.ref);
    const text = elementText(edit.ref);
    const adds = edit.kind === 'add-element';
    const sentence = `${object}: ${adds ? 'add' : 'take out'} ${text}`;
    return { object, setting: edit.ref.element, old: adds ? null : text, new: adds ? text : null, sentence };
  }
  const object = objectName(config, edit.target);
  const old = text(effective(config, edit.target, edit.setting));
  const next =
    edit.kind === 'set'
      ? checkValue(edit.target.kind, edit.setting, edit.value)
      : text(inheritedEffective(config, edit.target, edit.setting));
  const ending = edit.kind === 'reset' ? ' (inherited)' : '';
  const sentence = `${object}: ${edit.setting} ${inWords(old)} → ${inWords(next)}${ending}`;
  return { object, setting: edit.setting, old, new: next, sentence };
}

const text = ({ value }: SettingValue): string | null => (value === null ? null : valueText(value));

function inWords(value: string | null): string {
  if (value === null) return 'unknown';
  return value === '' ? '(empty)' : shown(value);
}

/** As IIS spells it, where the object is there. */
function objectName(config: ServerConfig, target: ConfigTarget): string {
  switch (target.kind) {
    case 'server':
      return 'server';
    case 'pool':
      return shown(config.findPool(target.pool)?.name ?? target.pool);
    case 'site':
      return shown(config.findSite(target.site)?.name ?? target.site);
    case 'application':
      return shown(`${config.findSite(target.site)?.name ?? target.site}${target.path}`);
  }
}
