import { AppError } from '../../../../shared/errors';
import type { ConfigTarget } from '../../../../shared/model/common';
import { sectionTarget } from '../effective/effective';
import { isHidden } from '../effective/layer';
import { resolveSection } from '../effective/resolve';
import { holderIn, locksAttribute } from '../effective/section-value';
import type { ServerConfig } from '../model/server-config';
import { shown } from '../names';
import { canonicalText, definitionOf } from '../settings/check';
import type { SettingDefinition } from '../settings/definition';
import { readValue, valueText } from '../settings/value';
import type { Places } from './place';

/** Writes a setting's value; nothing changes when the text there means the same already. Answers the value's text. */
export function setSetting(
  config: ServerConfig,
  places: Places,
  edit: { target: ConfigTarget; setting: string; value: string },
): string {
  const definition = definitionOf(edit.target.kind, edit.setting);
  const text = canonicalText(definition, edit.value);
  if (
    definition.rule.form === 'applicationPoolName' &&
    config.findPool(text) === undefined &&
    !places.hasNewPool(text)
  ) {
    throw new AppError(
      'value-invalid',
      `There is no application pool "${shown(text)}"; create it first or name another.`,
    );
  }
  refuseUnregistered(config, definition);
  refuseLocked(config, edit.target, definition);
  const node = places.ofSetting(edit.target, definition, true);
  if (node === undefined)
    throw new AppError('not-found', `${shown(edit.setting)} has no place in ${config.file}.`);
  const old = node.get(definition.attribute);
  const reading = old === undefined ? undefined : readValue(definition.rule, old);
  if (reading?.ok !== true || valueText(reading.value) !== text)
    node.attributes.set(definition.attribute, text);
  return text;
}

/** Takes a setting's own value out; the element stays. */
export function resetSetting(places: Places, target: ConfigTarget, definition: SettingDefinition): void {
  const node = places.ofSetting(target, definition, false);
  if (node?.get(definition.attribute) !== undefined) node.attributes.set(definition.attribute, null);
}

/** IIS answers 500.19 for a section that <configSections> doesn't register. */
export function refuseUnregistered(config: ServerConfig, { section }: { section: string }): void {
  if (config.sections.size === 0 || config.sections.has(section)) return;
  throw new AppError(
    'setting-not-here',
    `${shown(section)} is not registered in <configSections> of ${config.file}; install the feature that brings it first.`,
  );
}

/** A locked attribute must not be set further in, not even to the same value. */
function refuseLocked(config: ServerConfig, target: ConfigTarget, definition: SettingDefinition): void {
  if (definition.home.kind !== 'section' || target.kind === 'server' || target.kind === 'pool') return;
  const at = sectionTarget(config, target);
  for (const layer of resolveSection(config, definition.section, at).layers) {
    if (isHidden(layer) || layer.location === at.path) continue;
    const holder = holderIn(layer.element, definition);
    if (holder === undefined || !locksAttribute(holder, definition.attribute)) continue;
    const where = layer.document.whereOf(layer.element.start);
    throw new AppError(
      'section-locked',
      `${definition.name} is locked for "${shown(at.path)}" in line ${where.line ?? 0} of ${where.file}; unlock it there first.`,
      { where },
    );
  }
}
