import type { ConfigTarget } from '../../../shared/model/common';
import type { ChangeRequest } from '../../../shared/model/readiness';
import type { SiteFilePlace } from '../../../shared/model/site-files';
import { fold, settingDefinitions, type ServerConfig, type SettingDefinition } from '../config';
import { KEEPS_WORKER } from './keeps-worker';

type Element = ServerConfig['sites'][number]['element'];

/** What a set of changes touches at run time. Names are as configured. */
export interface Reach {
  /** Pools whose own settings change, or that inherit one that does; true where one of them is known to recycle it. */
  pools: Map<string, boolean>;
  /** Names of …Defaults settings with the objects that inherit them. */
  inherited: { setting: string; objects: string[]; what: 'pool' | 'site' | 'application' }[];
  /** IIS paths ("Chat", "Chat/api", "" for all) whose system.webServer sections change, with the sections. */
  paths: Map<string, Set<string>>;
  /** Sites whose limits change. */
  limits: Set<string>;
  /** Applications that move to another pool. */
  moved: Set<string>;
  /** Server-wide sections outside system.webServer. */
  server: Set<string>;
  globalModules: boolean;
}

/** Finds what the changes touch. Objects that are gone are passed over: such a change has a problem anyway. */
export function reachOf(config: ServerConfig, requests: readonly ChangeRequest[]): Reach {
  const reach: Reach = {
    pools: new Map(),
    inherited: [],
    paths: new Map(),
    limits: new Set(),
    moved: new Set(),
    server: new Set(),
    globalModules: false,
  };
  for (const request of requests) {
    if (request.kind === 'file') addFile(reach, request.file.place);
    if (request.kind !== 'config') continue;
    const { edit } = request;
    if (edit.kind === 'set' || edit.kind === 'reset') addSetting(reach, config, edit.target, edit.setting);
    else if (edit.ref.section === 'system.webServer/globalModules') reach.globalModules = true;
    // A pool that is added or taken away touches those only that are moved into it or out of it.
    else if (edit.ref.section === 'system.applicationHost/applicationPools') continue;
    else addPath(reach, edit.ref.location ?? '', edit.ref.section);
  }
  return reach;
}

/** ASP.NET watches its web.config and restarts the application for it; any other new file is only there. */
function addFile(reach: Reach, { site, application, name }: SiteFilePlace): void {
  if (fold(name) !== 'web.config') return;
  addPath(reach, pathOf({ kind: 'application', site, path: application }), name);
}

function addSetting(reach: Reach, config: ServerConfig, target: ConfigTarget, setting: string): void {
  const definition = settingDefinitions(target.kind).find(({ name }) => name === setting);
  if (!definition) return;
  if (definition.home.kind === 'section') {
    addPath(reach, pathOf(target), definition.section);
  } else if (target.kind === 'pool') {
    addPool(reach, config.findPool(target.pool)?.name ?? target.pool, definition);
  } else if (target.kind === 'site') {
    reach.limits.add(config.findSite(target.site)?.name ?? target.site);
  } else if (target.kind === 'application') {
    reach.moved.add(pathOf(target));
  } else if (definition.home.kind === 'server' && definition.home.defaults !== undefined) {
    addInherited(reach, config, definition);
  } else {
    reach.server.add(definition.section);
  }
}

function addPool(reach: Reach, pool: string, { attribute, elements }: SettingDefinition): void {
  const keeps = elements.length === 0 && KEEPS_WORKER.has(attribute);
  reach.pools.set(pool, reach.pools.get(pool) === true || !keeps);
}

function addPath(reach: Reach, location: string, section: string): void {
  const path = location === '.' ? '' : location.replace(/^\/+|\/+$/g, '');
  const sections = reach.paths.get(path) ?? new Set<string>();
  sections.add(section.slice(section.lastIndexOf('/') + 1));
  reach.paths.set(path, sections);
}

function pathOf(target: ConfigTarget): string {
  if (target.kind === 'site') return target.site;
  return target.kind === 'application' ? `${target.site}${target.path}`.replace(/\/+$/, '') : '';
}

/** Who has no value of its own. Asked of the elements themselves: sixty thousand pools cost no effective values. */
function addInherited(reach: Reach, config: ServerConfig, definition: SettingDefinition): void {
  const { home, name: setting } = definition;
  if (home.kind !== 'server' || home.defaults === undefined) return;
  const inherits = (element: Element | undefined): boolean => {
    const holder = definition.elements.reduce((each, name) => each?.child(name), element);
    return holder?.get(definition.attribute) === undefined;
  };
  if (home.defaults === 'applicationPoolDefaults') {
    const objects = config.pools.filter(({ element }) => inherits(element)).map(({ name }) => name);
    reach.inherited.push({ setting, objects, what: 'pool' });
    for (const pool of objects) addPool(reach, pool, definition);
  } else if (home.defaults === 'siteDefaults') {
    const objects = config.sites.filter(({ element }) => inherits(element)).map(({ name }) => name);
    reach.inherited.push({ setting, objects, what: 'site' });
  } else {
    // A site's own applicationDefaults come before those of <sites>.
    const objects = config.sites
      .filter(({ element }) => inherits(element.child('applicationDefaults')))
      .flatMap((site) =>
        site.applications.filter(({ element }) => inherits(element)).map(({ path }) => site.name + path),
      );
    reach.inherited.push({ setting, objects, what: 'application' });
  }
}
