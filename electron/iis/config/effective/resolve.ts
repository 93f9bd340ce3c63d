import type { FoundSection } from '../model/blocks';
import type { ApplicationNode, SiteNode } from '../model/objects';
import type { ServerConfig } from '../model/server-config';
import { fold, joinPath, prefixes } from '../names';
import type { SectionDeclaration } from '../types';
import { isHidden } from './layer';
import type { Layer, Resolution, SectionLayer } from './layer';
import { webConfigLayers } from './web-config-layers';

/** Whether deeper files may set a section; null when the text can't tell. */
export type Mode = 'Allow' | 'Deny' | null;

/** Whom a section is asked for: the server, or an application (a site means its root application). */
export interface SectionTarget {
  readonly site: SiteNode;
  readonly application: ApplicationNode | undefined;
  /** "Site", "Site/app" */
  readonly path: string;
}

/** Everything that speaks about a section for a target. Remembered: many settings ask for the same. */
export function resolveSection(
  config: ServerConfig,
  section: string,
  target: SectionTarget | null,
): Resolution {
  let known = config.resolutions.get(section);
  if (known === undefined) config.resolutions.set(section, (known = new Map()));
  const key = target === null ? '' : fold(target.path);
  const remembered = known.get(key);
  if (remembered !== undefined) return remembered;
  const resolution =
    target === null ? serverResolution(config, section) : pathResolution(config, section, target, key);
  known.set(key, resolution);
  return resolution;
}

const nothing = (unknown: string): Resolution => ({ layers: [], locked: null, unknown, values: new Map() });

function serverResolution(config: ServerConfig, section: string): Resolution {
  const declaration = config.sections.get(section);
  if (declaration === undefined) {
    return nothing(
      `${section} is not registered in <configSections> of ${config.file}: the feature that brings it is not installed.`,
    );
  }
  const found = config.blocks.find('', section);
  if (found.length > 1) return nothing(twice(section, found));
  const layers = found.map((each) => sectionLayer(each, 'applicationHost.config', 'applicationHost.config'));
  const mode = found.reduce<Mode>((before, each) => nextMode(before, each), firstMode(declaration));
  return { layers, locked: lockedBy(mode, declaration), values: new Map() };
}

function pathResolution(
  config: ServerConfig,
  section: string,
  target: SectionTarget,
  path: string,
): Resolution {
  const server = resolveSection(config, section, null);
  const declaration = config.sections.get(section);
  if (server.unknown !== undefined || declaration === undefined) return server;
  const layers: Layer[] = [...server.layers];
  // Mode at the server, the site, and each folder down to the target.
  const modes: Mode[] = [];
  let mode = config.blocks
    .find('', section)
    .reduce<Mode>((before, each) => nextMode(before, each), firstMode(declaration));
  for (const prefix of prefixes(path)) {
    if (prefix !== '') {
      const found = config.blocks.find(prefix, section);
      if (found.length > 1) return nothing(twice(section, found));
      for (const each of found) {
        mode = nextMode(mode, each);
        layers.push(locationLayer(config, each, target));
      }
    }
    modes.push(mode);
  }
  if (appHostOnly(declaration)) return settle(server, layers, true);
  const web = webConfigLayers(config, section, declaration, target, modes);
  if (web.unknown !== undefined) return { ...nothing(web.unknown), locked: web.locked };
  return settle(server, [...layers, ...web.layers], web.locked);
}

/** Paths that nothing of their own is said about share the server's answer, and its values. */
function settle(server: Resolution, layers: readonly Layer[], locked: boolean | null): Resolution {
  if (layers.length === server.layers.length && locked === server.locked) return server;
  return { layers, locked, values: new Map() };
}

const firstMode = (declaration: SectionDeclaration): Mode => declaration.overrideModeDefault;

export function nextMode(before: Mode, { block }: FoundSection): Mode {
  if (block.override === 'Inherit') return before;
  return block.override === 'unclear' ? null : block.override;
}

export const appHostOnly = ({ allowDefinition }: SectionDeclaration): boolean =>
  allowDefinition === 'AppHostOnly' ||
  allowDefinition === 'MachineOnly' ||
  allowDefinition === 'MachineToWebRoot';

export function lockedBy(mode: Mode, declaration: SectionDeclaration): boolean | null {
  if (appHostOnly(declaration)) return true;
  return mode === null ? null : mode === 'Deny';
}

function locationLayer(config: ServerConfig, found: FoundSection, target: SectionTarget): Layer {
  const layer = sectionLayer(found, 'location', `location ${found.block.shown}`);
  if (found.block.inherited || isHidden(layer)) return layer;
  return ownedBy(target, found.block.path) ? layer : { ...layer, unclear: notInherited(config, found) };
}

/** Whether a path lies in the same application as the target: nothing is inherited across then, or everything is. */
export function ownedBy({ site, application }: SectionTarget, path: string): boolean {
  const deepest = site.applications
    .map((each) => fold(joinPath(site.name, each.path)))
    .filter((each) => path === each || path.startsWith(`${each}/`))
    .sort((a, b) => b.length - a.length)[0];
  return application !== undefined && deepest === fold(joinPath(site.name, application.path));
}

const notInherited = (config: ServerConfig, { element }: FoundSection): string => {
  const { file, line } = config.document.whereOf(element.start);
  return `a location with inheritInChildApplications="false" sets it for a parent application (line ${line ?? 0} of ${file}); ask IIS what it inherits.`;
};

/** A section that stands in the text; an include or encryption hides what it says. */
export function sectionLayer(found: FoundSection, layer: SectionLayer['layer'], label: string): Layer {
  const { block, element } = found;
  const source = element.get('configSource') ?? element.get('childSource');
  const { file, line } = block.document.whereOf(element.start);
  if (source !== undefined) {
    return {
      hidden: `it is kept in another file (configSource in line ${line ?? 0} of ${file}), which was not read.`,
    };
  }
  if (element.get('configProtectionProvider') !== undefined || element.child('EncryptedData') !== undefined) {
    return { hidden: `the section is encrypted (line ${line ?? 0} of ${file}).` };
  }
  return {
    element,
    document: block.document,
    layer,
    label,
    location: block.location === null ? null : block.shown,
  };
}

export function twice(section: string, found: readonly FoundSection[]): string {
  const lines = found.map(({ block, element }) => block.document.whereOf(element.start).line ?? 0);
  const file = found[0]?.block.document.file ?? '';
  return `${section} stands more than once for the same path (lines ${lines.join(' and ')} of ${file}): IIS refuses that; merge them.`;
}
