import type { FoundSection } from '../model/blocks';
import type { ServerConfig } from '../model/server-config';
import { fold, prefixes } from '../names';
import { isHidden } from './layer';
import type { Layer, Resolution } from './layer';
import { appHostOnly, firstMode, lockedBy, nextMode, ownedBy, sectionLayer, twice } from './section-layers';
import type { Mode, SectionTarget } from './section-layers';
import { webConfigLayers } from './web-config-layers';

/** Everything that speaks about a section for a target. Remembered: many settings ask for the same. */
export function resolveSection(
  config: ServerConfig,
  section: string,
  target: SectionTarget | null,
): Resolution {
  let known = config.resolutions.get(section);
  if (known === undefined) {
    known = new Map<string, Resolution>();
    config.resolutions.set(section, known);
  }
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
      config.sections.size === 0
        ? `there is no <configSections> in ${config.file}, so who may set ${section} is not known.`
        : `${section} is not registered in <configSections> of ${config.file}: the feature that brings it is not installed.`,
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

function locationLayer(config: ServerConfig, found: FoundSection, target: SectionTarget): Layer {
  const layer = sectionLayer(found, 'location', `location ${found.block.shown}`);
  if (found.block.inherited || isHidden(layer)) return layer;
  return ownedBy(target, found.block.path) ? layer : { ...layer, unclear: notInherited(config, found) };
}

const notInherited = (config: ServerConfig, { element }: FoundSection): string => {
  const { file, line } = config.document.whereOf(element.start);
  return `a location with inheritInChildApplications="false" sets it for a parent application (line ${line ?? 0} of ${file}); ask IIS what it inherits.`;
};
