import { AppError } from '../../../../shared/errors';
import type { ConfigTarget } from '../../../../shared/model/common';
import type { SettingValue } from '../../../../shared/model/settings';
import type { ServerConfig } from '../model/server-config';
import { fold, joinPath, shown } from '../names';
import { definitionOf } from '../settings/check';
import type { SettingDefinition } from '../settings/definition';
import { settingDefinitions } from '../settings/table';
import { applicationLayers, poolLayers, siteLayers } from './object-layers';
import { inheritedValue, objectValue, sharedValue } from './objects';
import { isHidden } from './layer';
import type { ObjectLayer } from './objects';
import { resolveSection } from './resolve';
import type { SectionTarget } from './section-layers';
import { sectionValue } from './section-value';

/**
 * The value that a setting has for an object, where it comes from, and whether web.config may change it. What the text
 * can't settle has `value: null` and says why. Throws `setting-unknown`, `setting-not-here`, `not-found`.
 */
export function effective(config: ServerConfig, target: ConfigTarget, setting: string): SettingValue {
  return reader(config, target)(definitionOf(target.kind, setting));
}

/** Every setting that is known below the target's kind of object, in the table's order. */
export function effectiveAll(config: ServerConfig, target: ConfigTarget): SettingValue[] {
  return settingDefinitions(target.kind).map(reader(config, target));
}

/** The value that the object would have without its own: what a reset leads to. */
export function inheritedEffective(
  config: ServerConfig,
  target: ConfigTarget,
  setting: string,
): SettingValue {
  const definition = definitionOf(target.kind, setting);
  if (definition.home.kind === 'section' || target.kind === 'server') {
    return inheritedSectionValue(config, target, definition);
  }
  if (target.kind === 'pool') {
    const pool = config.findPool(target.pool);
    if (pool === undefined) throw notFound(config, `application pool "${shown(target.pool)}"`);
    return inheritedValue(config, definition, poolLayers(config, pool).slice(1));
  }
  const { site, application } = sectionTarget(config, target);
  const layers =
    target.kind === 'application' && application !== undefined
      ? applicationLayers(config, site, application)
      : siteLayers(config, site);
  return inheritedValue(config, definition, layers.slice(1));
}

function inheritedSectionValue(
  config: ServerConfig,
  target: ConfigTarget,
  definition: SettingDefinition,
): SettingValue {
  if (definition.home.kind === 'server' && definition.home.defaults !== undefined) {
    return inheritedValue(config, definition, []);
  }
  const at = target.kind === 'site' || target.kind === 'application' ? sectionTarget(config, target) : null;
  const resolution = resolveSection(config, definition.section, at);
  const own = config.blocks.find(fold(at?.path ?? ''), definition.section)[0]?.element;
  const layers = resolution.layers.filter((layer) => isHidden(layer) || layer.element !== own);
  return sectionValue(definition, { ...resolution, layers, values: new Map() });
}

function reader(config: ServerConfig, target: ConfigTarget): (definition: SettingDefinition) => SettingValue {
  if (target.kind === 'server') return (definition) => serverValue(config, definition);
  if (target.kind === 'pool') {
    const pool = config.findPool(target.pool);
    if (pool === undefined) throw notFound(config, `application pool "${shown(target.pool)}"`);
    const [own, ...defaults] = poolLayers(config, pool);
    return own === undefined ? never : (definition) => sharedValue(config, definition, own, () => defaults);
  }
  const section = sectionTarget(config, target);
  const { site, application } = section;
  if (target.kind === 'site' || application === undefined) {
    const [own, ...defaults] = siteLayers(config, site);
    const one = onSection(config, section);
    return own === undefined
      ? never
      : (definition) =>
          definition.home.kind === 'section'
            ? one(definition)
            : sharedValue(config, definition, own, () => defaults);
  }
  const [own, ...defaults] = applicationLayers(config, site, application);
  const one = onSection(config, section);
  return own === undefined
    ? never
    : (definition) =>
        definition.home.kind === 'section' ? one(definition) : objectValue(config, definition, own, defaults);
}

function never(): never {
  throw new AppError('internal', 'An object has no layers.');
}

const onSection =
  (config: ServerConfig, target: SectionTarget) =>
  (definition: SettingDefinition): SettingValue =>
    sectionValue(definition, resolveSection(config, definition.section, target));

function serverValue(config: ServerConfig, definition: SettingDefinition): SettingValue {
  const { home } = definition;
  if (home.kind !== 'server' || home.defaults === undefined) {
    return sectionValue(definition, resolveSection(config, definition.section, null));
  }
  const section = home.defaults === 'applicationPoolDefaults' ? config.poolsElement : config.sitesElement;
  const layer: ObjectLayer = {
    element: section?.child(home.defaults),
    layer: 'defaults',
    label: home.defaults,
  };
  return objectValue(config, definition, layer, []);
}

/** Site and application of a target. Throws `not-found`. */
export function sectionTarget(
  config: ServerConfig,
  target: Extract<ConfigTarget, { kind: 'site' | 'application' }>,
): SectionTarget {
  const site = config.findSite(target.site);
  if (site === undefined) throw notFound(config, `site "${shown(target.site)}"`);
  if (target.kind === 'site') return { site, application: site.application('/'), path: site.name };
  const application = site.application(target.path);
  if (application === undefined) {
    throw notFound(config, `application "${shown(target.path)}" in site "${shown(site.name)}"`);
  }
  return { site, application, path: joinPath(site.name, application.path) };
}

const notFound = (config: ServerConfig, what: string): AppError =>
  new AppError(
    'not-found',
    `${config.file} has no ${what}; read the configuration again and choose one that is there.`,
    {
      where: { file: config.file },
    },
  );
