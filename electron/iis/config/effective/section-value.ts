import type { SettingValue } from '../../../../shared/model/settings';
import type { SettingDefinition } from '../settings/definition';
import type { XmlElement } from '../xml/element';
import { isHidden } from './layer';
import type { Resolution, SectionLayer } from './layer';
import { attributeValueOf, defaultValue, unknownValue } from './setting-value';

/** The value of a section's attribute: the innermost layer that sets it, unless a lock or something unseen forbids to say. */
export function sectionValue(definition: SettingDefinition, resolution: Resolution): SettingValue {
  const known = resolution.values.get(definition);
  if (known !== undefined) return known;
  const value = fold(definition, resolution);
  resolution.values.set(definition, value);
  return value;
}

function fold(definition: SettingDefinition, { layers, locked, unknown }: Resolution): SettingValue {
  if (unknown !== undefined) return unknownValue(definition, unknown, locked);
  let from: SectionLayer | undefined;
  let why: string | undefined;
  let lock: SectionLayer | undefined;
  for (const layer of layers) {
    if (isHidden(layer)) {
      from = undefined;
      why = layer.hidden;
      continue;
    }
    const holder = holderIn(layer.element, definition);
    if (holder?.get(definition.attribute) !== undefined) {
      from = layer;
      why = layer.unclear ?? (lock && lockConflict(definition, lock, layer));
    }
    if (holder !== undefined && locksAttribute(holder, definition.attribute)) lock ??= layer;
  }
  const isLocked = lock === undefined ? locked : true;
  if (why !== undefined) return unknownValue(definition, why, isLocked);
  const attribute = from && holderIn(from.element, definition)?.attribute(definition.attribute);
  if (from === undefined || attribute === undefined) return defaultValue(definition, isLocked);
  return attributeValueOf(definition, attribute, from.document, from, isLocked);
}

/** The element of a section that holds the attribute: the section itself, or one below it. */
export const holderIn = (section: XmlElement, { elements }: SettingDefinition): XmlElement | undefined =>
  elements.reduce<XmlElement | undefined>((at, name) => at?.child(name), section);

const names = (list: string): string[] => list.split(/[\s,;]+/).filter(Boolean);

/** lockAttributes, lockAllAttributesExcept and lockItem forbid deeper levels to set an attribute, even to the same value. */
export function locksAttribute(element: XmlElement, attribute: string): boolean {
  if (element.get('lockItem')?.toLowerCase() === 'true') return true;
  const listed = names(element.get('lockAttributes') ?? '');
  if (listed.includes('*') || listed.includes(attribute)) return true;
  const except = element.get('lockAllAttributesExcept');
  return except !== undefined && !names(except).includes(attribute);
}

function lockConflict(definition: SettingDefinition, lock: SectionLayer, layer: SectionLayer): string {
  const locked = lock.document.whereOf(lock.element.start);
  const set = layer.document.whereOf(layer.element.start);
  return `${definition.attribute} is locked in line ${locked.line ?? 0} of ${locked.file} and yet set in line ${set.line ?? 0} of ${set.file}: IIS refuses that with 500.19; remove one.`;
}
