import type { SettingLayer, SettingValue } from '../../../../shared/model/settings';
import type { z } from 'zod';
import type { ServerConfig } from '../model/server-config';
import { shown } from '../names';
import type { SettingDefinition } from '../settings/definition';
import type { XmlElement } from '../xml/element';
import { attributeValueOf, defaultValue, unknownValue } from './setting-value';

/** An element that may hold an object's setting, innermost first. */
export interface ObjectLayer {
  readonly element: XmlElement | undefined;
  readonly layer: z.infer<typeof SettingLayer>;
  readonly label: string;
}

/**
 * The value of a setting of a pool, site or application: the object's own, else that of a …Defaults element, else the
 * schema's. These sections are AppHostOnly, so web.config never matters and they count as locked.
 */
export function objectValue(
  config: ServerConfig,
  definition: SettingDefinition,
  own: ObjectLayer,
  defaults: readonly ObjectLayer[],
): SettingValue {
  return fromLayer(config, definition, own) ?? inheritedValue(config, definition, defaults);
}

/** As `objectValue`, with what all objects of a kind inherit worked out once. */
export function sharedValue(
  config: ServerConfig,
  definition: SettingDefinition,
  own: ObjectLayer,
  defaults: () => readonly ObjectLayer[],
): SettingValue {
  const value = fromLayer(config, definition, own);
  if (value !== undefined) return value;
  let inherited = config.inherited.get(definition);
  if (inherited === undefined) {
    inherited = inheritedValue(config, definition, defaults());
    config.inherited.set(definition, inherited);
  }
  return inherited;
}

/** What the given …Defaults elements and the schema say. */
export function inheritedValue(
  config: ServerConfig,
  definition: SettingDefinition,
  defaults: readonly ObjectLayer[],
): SettingValue {
  for (const layer of defaults) {
    const value = fromLayer(config, definition, layer);
    if (value !== undefined) return value;
  }
  return defaultValue(definition, true);
}

function fromLayer(
  config: ServerConfig,
  definition: SettingDefinition,
  layer: ObjectLayer,
): SettingValue | undefined {
  let { element } = layer;
  if (element === undefined) return undefined;
  for (const step of definition.elements) {
    let found: XmlElement | undefined;
    for (const child of element.children) {
      if (child.name !== step) continue;
      if (found !== undefined) return unknownValue(definition, doubled(config, child), true);
      found = child;
    }
    if (found === undefined) return undefined;
    element = found;
  }
  if (element.get(definition.attribute) === undefined) return undefined;
  const attribute = element.attribute(definition.attribute);
  return attribute && attributeValueOf(definition, attribute, config.document, layer, true);
}

function doubled(config: ServerConfig, element: XmlElement): string {
  const { file, line } = config.document.whereOf(element.start);
  return `<${shown(element.name)}> stands twice in one element (line ${line ?? 0} of ${file}): IIS refuses that; remove one.`;
}
