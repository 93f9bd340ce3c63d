import type { ConfigTarget } from '../../../../shared/model/common';
import type { SettingValue } from '../../../../shared/model/settings';
import type { ApplicationNode, SiteNode } from '../model/objects';
import type { ServerConfig } from '../model/server-config';
import { fold, shown, trimPath } from '../names';
import { valueText } from '../settings/value';
import { effectiveAll } from './effective';

/** One value that is not the same in two readings; null: unknown, undefined: there is no such object or value. */
export interface ValueDifference {
  /** "server", "ChatPool", "Chat", "Chat/api". */
  object: string;
  /** A setting of the table, or what an object is made of: "bindings", "physicalPath", "globalModules". */
  setting: string;
  /** What the value is of; absent for an object that came or went. */
  target?: ConfigTarget;
  before: string | null | undefined;
  after: string | null | undefined;
}

interface Known {
  object: string;
  target: ConfigTarget;
  values: () => Iterable<[string, string | null]>;
}

/**
 * Every effective value of the known settings that differs between two readings of one server, with sites, pools and
 * applications that came or went (setting "": the object itself). Yields null after each object, so that ten thousand of them hold nobody
 * up. Compares objects as Windows compares names.
 */
export function* differences(before: ServerConfig, after: ServerConfig): Generator<ValueDifference | null> {
  const was = objectsOf(before);
  const is = objectsOf(after);
  for (const [key, { object, target, values }] of is) {
    const old = was.get(key);
    if (!old) {
      yield { object, setting: '', before: undefined, after: object };
      continue;
    }
    yield* between({ object, target }, new Map(old.values()), new Map(values()));
    yield null;
  }
  for (const [key, { object }] of was)
    if (!is.has(key)) yield { object, setting: '', before: object, after: undefined };
}

function* between(
  what: Pick<Known, 'object' | 'target'>,
  was: ReadonlyMap<string, string | null>,
  is: ReadonlyMap<string, string | null>,
): Generator<ValueDifference> {
  for (const [setting, after] of is) {
    const before = was.get(setting);
    if (before !== after) yield { ...what, setting, before, after };
  }
  for (const [setting, before] of was)
    if (!is.has(setting)) yield { ...what, setting, before, after: undefined };
}

/** By a key that two readings share. The first of two objects with one name is the one that IIS takes. */
function objectsOf(config: ServerConfig): Map<string, Known> {
  const found = new Map<string, Known>();
  const add = (key: string, known: Known): void => {
    if (!found.has(key)) found.set(key, known);
  };
  add('server', { object: 'server', target: { kind: 'server' }, values: () => serverValues(config) });
  for (const { name } of config.pools) {
    const target = { kind: 'pool', pool: name } as const;
    add(`pool ${fold(name)}`, { object: shown(name), target, values: () => settings(config, target) });
  }
  for (const site of config.sites) {
    const target = { kind: 'site', site: site.name } as const;
    add(`site ${fold(site.name)}`, {
      object: shown(site.name),
      target,
      values: () => siteValues(config, site),
    });
    for (const application of site.applications) {
      const path = `${site.name}/${trimPath(application.path)}`;
      add(`application ${fold(path)}`, {
        object: shown(path),
        target: { kind: 'application', site: site.name, path: application.path },
        values: () => applicationValues(config, site, application),
      });
    }
  }
  return found;
}

function* settings(
  config: ServerConfig,
  target: ConfigTarget,
  keep: (setting: SettingValue) => boolean = () => true,
): Generator<[string, string | null]> {
  for (const setting of effectiveAll(config, target))
    if (keep(setting)) yield [setting.name, setting.value === null ? null : valueText(setting.value)];
}

function* serverValues(config: ServerConfig): Generator<[string, string | null]> {
  yield* settings(config, { kind: 'server' });
  for (const { name, image } of config.globalModules.values()) yield [`globalModules ${name}`, image ?? ''];
  for (const { path, overrideModeDefault } of config.sections.values())
    yield [`${path} overrideModeDefault`, overrideModeDefault];
}

function* siteValues(config: ServerConfig, site: SiteNode): Generator<[string, string | null]> {
  yield* settings(config, { kind: 'site', site: site.name });
  const bindings = site.bindings.map(
    ({ protocol, bindingInformation }) => `${protocol} ${bindingInformation}`,
  );
  yield ['bindings', bindings.join(', ')];
}

/** A root application's sections are told with its site. */
function* applicationValues(
  config: ServerConfig,
  site: SiteNode,
  application: ApplicationNode,
): Generator<[string, string | null]> {
  const { path, virtualDirectories } = application;
  const root = path === '/';
  const own = ({ path: place }: SettingValue): boolean =>
    !root || place.startsWith('system.applicationHost/');
  yield* settings(config, { kind: 'application', site: site.name, path }, own);
  for (const each of virtualDirectories) yield [`physicalPath of ${each.path}`, each.physicalPath];
}
