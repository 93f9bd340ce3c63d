import type { WebConfig } from '../model/server-config';
import type { ServerConfig } from '../model/server-config';
import { fold, prefixes } from '../names';
import { findDefinition } from '../settings/table';
import type { SectionDeclaration } from '../types';
import type { Layer } from './layer';
import { isHidden } from './layer';
import { objectValue } from './objects';
import { poolLayers } from './object-layers';
import { lockedBy, nextMode, ownedBy, sectionLayer, twice } from './section-layers';
import type { Mode, SectionTarget } from './section-layers';
import { ignoredFolders } from './sub-dir-config';

export interface WebConfigLayers {
  layers: Layer[];
  locked: boolean | null;
  /** Why the section as a whole is unknown (a web.config breaks a lock). */
  unknown?: string;
}

/**
 * What the web.config files from the site down to the target add to a section. `modes` are the lock states that
 * applicationHost.config gives the server, the site, and each folder.
 */
export function webConfigLayers(
  config: ServerConfig,
  section: string,
  declaration: SectionDeclaration,
  target: SectionTarget,
  modes: readonly Mode[],
): WebConfigLayers {
  const reads = poolReadsWebConfig(config, target);
  if (reads === false) return { layers: [], locked: true };
  const layers: Layer[] = [];
  const path = fold(target.path);
  const skipped = ignoredFolders(config, target);
  // A web.config may itself lock or unlock what lies deeper.
  let below: Mode | undefined;
  let mode: Mode = modes[0] ?? null;
  for (const [index, prefix] of prefixes(path).entries()) {
    mode = below ?? modes[index] ?? null;
    if (prefix === '' || skipped.has(prefix)) continue;
    const file = config.webConfigs.get(prefix);
    if (file?.blocks === undefined) {
      const why = hiddenReason(config, file, target.path.slice(0, prefix.length));
      if (why !== null && mode !== 'Deny') layers.push({ hidden: why });
      continue;
    }
    const found = chain(file, section, prefix, path);
    const doubled = found.find((each) => each.length > 1);
    if (doubled !== undefined) return { layers, locked: null, unknown: twice(section, doubled) };
    const each = found.flat();
    if (each.length > 0 && mode === 'Deny') {
      return { layers, locked: true, unknown: lockBroken(section, file) };
    }
    for (const one of each) {
      below = nextMode(mode, one);
      mode = below;
      const layer = sectionLayer(one, 'web.config', `web.config of ${file.iisPath}`);
      const unclear = modes[index] === null || !(one.block.inherited || ownedBy(target, one.block.path));
      layers.push(
        isHidden(layer) || !unclear
          ? layer
          : { ...layer, unclear: `whether ${layer.label} counts here can't be told from the text; ask IIS.` },
      );
    }
  }
  if (reads === null && layers.length > 0) {
    layers.push({ hidden: `whether the pool of ${target.path} reads web.config is not known.` });
  }
  const locked = lockedBy(mode, declaration);
  return { layers, locked: reads === null && locked !== true ? null : locked };
}

/** The section at the top of a web.config, then in its locations down to the target. */
function chain(
  file: WebConfig,
  section: string,
  from: string,
  to: string,
): ReturnType<NonNullable<WebConfig['blocks']>['find']>[] {
  return prefixes(to)
    .filter((prefix) => prefix.length >= from.length)
    .map((prefix) => file.blocks?.find(prefix, section) ?? [])
    .filter((found) => found.length > 0);
}

function hiddenReason(config: ServerConfig, file: WebConfig | undefined, path: string): string | null {
  if (file?.unreadable !== undefined)
    return `the web.config of ${path} may override it, but ${file.unreadable}`;
  return file === undefined && !config.webConfigsComplete
    ? `the web.config of ${path} may override it; read it too, or lock the section.`
    : null;
}

const lockBroken = (section: string, file: WebConfig): string =>
  `the web.config of ${file.iisPath} sets ${section}, which is locked: IIS answers every request there with 500.19; remove it from that file or unlock the section.`;

/** enableConfigurationOverride of the pool that runs the target; null when there is no such pool or value. */
function poolReadsWebConfig(config: ServerConfig, { application }: SectionTarget): boolean | null {
  const pool = application?.pool == null ? undefined : config.findPool(application.pool);
  const definition = findDefinition('pool', 'enableConfigurationOverride');
  if (pool === undefined || definition === undefined) return null;
  const [own, ...defaults] = poolLayers(config, pool);
  if (own === undefined) return null;
  const { value } = objectValue(config, definition, own, defaults);
  return typeof value === 'boolean' ? value : null;
}
