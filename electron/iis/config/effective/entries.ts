import type { ConfigTarget } from '../../../../shared/model/common';
import type { ServerConfig } from '../model/server-config';
import type { Where } from '../types';
import type { XmlElement } from '../xml/element';
import { sectionTarget } from './effective';
import { isHidden } from './layer';
import { resolveSection } from './resolve';

/** One entry of a section's collection, as it is in force for a path. */
export interface Entry {
  readonly element: XmlElement;
  readonly where: Where;
  /** "applicationHost.config", "location Chat", "web.config of Chat". */
  readonly label: string;
}

export interface Entries {
  readonly entries: readonly Entry[];
  /** False: no module has brought the section; whoever sets it makes IIS answer 500.19. */
  readonly registered: boolean;
  /** Why there may be more or fewer of them than are listed here, or absent. */
  readonly unknown?: string;
}

/** What of a section is a collection: elements below the section, the name of its entries and of their key. */
export interface CollectionShape {
  readonly below?: readonly string[];
  readonly entry?: string;
  /** Attributes that tell entries apart: a `<remove>` names them. */
  readonly keys?: readonly string[];
}

/**
 * The entries of a collection for a target, each layer adding and taking away (`<remove>`, `<clear>`) as IIS does, from
 * the server down to web.config. Keys compare with case where the schema says so, which is nearly everywhere.
 */
export function entriesOf(
  config: ServerConfig,
  target: ConfigTarget,
  section: string,
  { below = [], entry = 'add', keys = ['name'] }: CollectionShape = {},
): Entries {
  if (config.sections.size > 0 && !config.sections.has(section)) return { entries: [], registered: false };
  const path = target.kind === 'site' || target.kind === 'application' ? sectionTarget(config, target) : null;
  const resolution = resolveSection(config, section, path);
  if (resolution.unknown !== undefined) return { entries: [], registered: true, unknown: resolution.unknown };
  let entries: Entry[] = [];
  let unknown: string | undefined;
  for (const layer of resolution.layers) {
    if (isHidden(layer)) {
      unknown ??= layer.hidden;
      continue;
    }
    const collection = below.reduce<XmlElement | undefined>((at, name) => at?.child(name), layer.element);
    for (const element of collection?.children ?? []) {
      if (element.name === 'clear') entries = [];
      else if (element.name === 'remove')
        entries = entries.filter(({ element: each }) =>
          keys.some((key) => each.get(key) !== element.get(key)),
        );
      else if (element.name === entry)
        entries.push({ element, where: layer.document.whereOf(element.start), label: layer.label });
      else continue;
      unknown ??= layer.unclear;
    }
  }
  return { entries, registered: true, ...(unknown === undefined ? {} : { unknown }) };
}
