import type { ConfigTarget } from '../../../../shared/model/common';
import { sectionTarget } from '../effective/effective';
import { isHidden } from '../effective/layer';
import type { SectionLayer } from '../effective/layer';
import { resolveSection } from '../effective/resolve';
import type { ServerConfig } from '../model/server-config';
import type { ModuleStanding } from '../types';
import type { XmlElement } from '../xml/element';

/**
 * How far a module gets for a target: registered in globalModules, and in the effective modules list, which each layer
 * adds to and takes from. A pool is asked as the server is. Names are compared with case (schema: caseSensitive).
 */
export function moduleStanding(
  config: ServerConfig,
  target: ConfigTarget,
  moduleName: string,
): ModuleStanding {
  const global = config.globalModules.get(moduleName);
  const path = target.kind === 'site' || target.kind === 'application' ? sectionTarget(config, target) : null;
  const resolution = resolveSection(config, 'system.webServer/modules', path);
  const standing: ModuleStanding = {
    global: global?.where ?? null,
    image: global?.image ?? null,
    enabled: false,
    addedAt: null,
    removedAt: null,
    removedIn: null,
    removedBy: null,
    lockItem: false,
  };
  let unknown = resolution.unknown;
  let closed: SectionLayer | undefined;
  for (const layer of resolution.layers) {
    // What a web.config may say of an entry that is locked, or of a native module that isn't registered, is refused.
    if (isHidden(layer)) unknown = standing.lockItem || global === undefined ? unknown : layer.hidden;
    else {
      const touches = layer.element.children.some((child) => concerns(child, moduleName));
      unknown = applyLayer(standing, layer, moduleName) ?? unknown;
      if (touches && closed !== undefined) unknown = elementsLocked(closed, layer);
      if (locksElements(layer.element)) closed ??= layer;
    }
  }
  if (global?.preCondition != null && standing.enabled === true) {
    unknown ??= `it is loaded only under a precondition (${global.preCondition}), which is not evaluated here.`;
  }
  return unknown === undefined ? standing : { ...standing, enabled: null, unknown };
}

const concerns = (child: XmlElement, moduleName: string): boolean =>
  child.name === 'clear' || child.get('name') === moduleName;

/** Whether deeper levels may not add, remove or clear as they like; which of them is left to IIS to say. */
const locksElements = (section: XmlElement): boolean =>
  section.get('lockElements') !== undefined || section.get('lockAllElementsExcept') !== undefined;

function elementsLocked(lock: SectionLayer, layer: SectionLayer): string {
  const locked = lock.document.whereOf(lock.element.start);
  const set = layer.document.whereOf(layer.element.start);
  return `the list's elements are locked in line ${locked.line ?? 0} of ${locked.file} and yet changed in line ${set.line ?? 0} of ${set.file}; ask IIS which holds.`;
}

/** Adds and takes away as one layer says; answers why its effect can't be told, if so. */
function applyLayer(standing: ModuleStanding, layer: SectionLayer, moduleName: string): string | undefined {
  let unknown: string | undefined;
  for (const child of layer.element.children) {
    if (child.name === 'clear' || (child.name === 'remove' && child.get('name') === moduleName)) {
      unknown = takeAway(standing, layer, child) ?? unknown;
    } else if (child.name === 'add' && child.get('name') === moduleName) {
      standing.enabled = true;
      standing.addedAt = layer.document.whereOf(child.start);
      standing.removedAt = standing.removedIn = standing.removedBy = null;
      standing.lockItem = child.get('lockItem')?.toLowerCase() === 'true';
      unknown = layer.unclear;
      if (child.get('preCondition') !== undefined) {
        unknown ??= `its entry in line ${standing.addedAt.line ?? 0} of ${standing.addedAt.file} has a precondition, which is not evaluated here.`;
      }
    }
  }
  return unknown;
}

function takeAway(standing: ModuleStanding, layer: SectionLayer, child: XmlElement): string | undefined {
  if (standing.enabled !== true) return undefined;
  const where = layer.document.whereOf(child.start);
  const removes = child.name === 'clear' ? 'clear' : 'remove';
  standing.removedAt = where;
  standing.removedBy = removes;
  standing.removedIn = layer.location;
  const place = `line ${where.line ?? 0} of ${where.file}`;
  // How-to-use-locking, task 5: a deeper file that removes a locked entry is refused; within one file it isn't documented.
  const serverLevel = layer.layer === 'applicationHost.config';
  if (standing.lockItem && !serverLevel) {
    return layer.layer === 'web.config'
      ? `${layer.label} has a <${removes}> of this locked entry (${place}): IIS answers every request there with 500.19; take it out.`
      : `a location has a <${removes}> of this locked entry (${place}); whether IIS allows that within one file is not documented: take it out.`;
  }
  standing.enabled = false;
  return layer.unclear;
}
