import type { ConfigTarget } from '../../../../shared/model/common';
import { sectionTarget } from '../effective/effective';
import { isHidden } from '../effective/layer';
import type { SectionLayer } from '../effective/layer';
import { resolveSection } from '../effective/resolve';
import type { ServerConfig } from '../model/server-config';
import type { Where } from '../types';
import type { XmlElement } from '../xml/element';

/** One entry of a section's collection as it counts for a target. */
export interface Item {
  element: XmlElement;
  where: Where;
  /** Where it comes from, as a setting's source has it. */
  layer: SectionLayer['layer'];
  label: string;
}

export interface Items {
  items: Item[];
  /** Why the list may hold others, or not these. */
  unknown?: string;
}

/**
 * The entries named `add` of a section's collection for a target, each layer adding, removing (by `name`) and clearing.
 * A section that is registered nowhere has none: the feature that reads it isn't there.
 */
export function itemsOf(config: ServerConfig, section: string, target: ConfigTarget, add: string): Items {
  if (config.sections.size > 0 && !config.sections.has(section)) return { items: [] };
  const path = target.kind === 'site' || target.kind === 'application' ? sectionTarget(config, target) : null;
  const { layers, unknown: whole } = resolveSection(config, section, path);
  const items: Item[] = [];
  let unknown = whole;
  for (const layer of layers) {
    if (isHidden(layer)) {
      unknown = layer.hidden;
      continue;
    }
    unknown ??= layer.unclear;
    apply(items, layer, add);
  }
  return unknown === undefined ? { items } : { items, unknown };
}

/** The innermost text of an attribute of a section that our table of settings doesn't have; null where none stands. */
export function attributeOf(
  config: ServerConfig,
  section: string,
  target: ConfigTarget,
  attribute: string,
): string | null {
  const path = target.kind === 'site' || target.kind === 'application' ? sectionTarget(config, target) : null;
  let text: string | null = null;
  for (const layer of resolveSection(config, section, path).layers)
    if (!isHidden(layer)) text = layer.element.get(attribute) ?? text;
  return text;
}

function apply(items: Item[], { element, document, layer, label }: SectionLayer, add: string): void {
  for (const child of element.children) {
    if (child.name === 'clear') items.length = 0;
    else if (child.name === 'remove') {
      const at = items.findIndex((item) => item.element.get('name') === child.get('name'));
      if (at >= 0) items.splice(at, 1);
    } else if (child.name === add)
      items.push({ element: child, where: document.whereOf(child.start), layer, label });
  }
}
