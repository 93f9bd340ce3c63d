import type { ApplicationNode, SiteNode } from '../model/objects';
import type { ServerConfig } from '../model/server-config';
import { fold, shown } from '../names';
import { poolNameForbids } from '../settings/value';
import type { Report } from './report';

/** Names and ids that are missing or doubled, and pools that applications name but nobody made. */
export function checkObjects(report: Report, config: ServerConfig): void {
  checkPools(report, config);
  const names = new Set<string>();
  const ids = new Map<number, SiteNode>();
  for (const element of config.sitesElement?.children ?? []) {
    if (element.name === 'site' && !element.get('name')) {
      report.error(config.document, element.start, 'a site has no name and is left out; name it.');
    }
  }
  for (const site of config.sites) {
    const { start } = site.element;
    const { key } = site;
    if (names.has(key)) {
      report.error(config.document, start, `two sites are named "${shown(site.name)}"; rename one.`, {
        paths: [key],
      });
    }
    names.add(key);
    if (/[/?]/.test(site.name)) {
      report.error(
        config.document,
        start,
        `the site "${shown(site.name)}" has a / or ? in its name, which IIS refuses; rename it.`,
      );
    }
    checkId(report, config, site, ids);
    checkApplications(report, config, site);
  }
}

function checkPools(report: Report, config: ServerConfig): void {
  const names = new Set<string>();
  for (const element of config.poolsElement?.children ?? []) {
    if (element.name !== 'add') continue;
    const name = element.get('name');
    if (!name) {
      report.error(
        config.document,
        element.start,
        'an application pool has no name and is left out; name it.',
      );
      continue;
    }
    if (poolNameForbids.test(name)) {
      report.error(
        config.document,
        element.start,
        `the application pool "${shown(name)}" has one of |<>&"/[]+=;:,?*@ in its name, which IIS refuses; rename it.`,
      );
    }
    if (names.has(fold(name))) {
      report.error(
        config.document,
        element.start,
        `two application pools are named "${shown(name)}"; rename one.`,
      );
    }
    names.add(fold(name));
  }
}

function checkId(report: Report, config: ServerConfig, site: SiteNode, ids: Map<number, SiteNode>): void {
  const { start } = site.element;
  if (site.id === null) {
    report.error(
      config.document,
      start,
      `the site "${shown(site.name)}" has no id that is a number; give it one.`,
    );
    return;
  }
  const other = ids.get(site.id);
  if (other === undefined) ids.set(site.id, site);
  else {
    report.error(
      config.document,
      start,
      `the sites "${shown(other.name)}" and "${shown(site.name)}" both have the id ${site.id}; IIS starts only one: change one.`,
      { paths: [other.key, site.key] },
    );
  }
}

function checkApplications(report: Report, config: ServerConfig, site: SiteNode): void {
  const paths = new Set<string>();
  for (const application of site.applications) {
    const key = fold(application.path);
    if (paths.has(key)) {
      const path = `${shown(site.name)}${shown(application.path)}`;
      report.error(
        config.document,
        application.element.start,
        `two applications have the path "${path}"; remove one.`,
      );
    }
    paths.add(key);
    if (!isApplicationPath(application.path)) {
      report.error(
        config.document,
        application.element.start,
        `the application path "${shown(application.path)}" must begin with "/", not end with one, and have no "." or ".." in it; correct it.`,
      );
    }
    checkPool(report, config, site, application);
  }
  if (!paths.has('/')) {
    report.error(
      config.document,
      site.element.start,
      `the site "${shown(site.name)}" has no application "/"; without one it can't start: add it.`,
    );
  }
}

/** The schema's applicationPath validator. */
const isApplicationPath = (path: string): boolean =>
  path === '/' ||
  (path.startsWith('/') &&
    path
      .slice(1)
      .split('/')
      .every((segment) => segment !== '' && segment !== '.' && segment !== '..'));

/** Whether an application's pool is there is a check of its own: the error concerns nothing else. */
function checkPool(report: Report, config: ServerConfig, site: SiteNode, application: ApplicationNode): void {
  const name = `"${shown(site.name)}${application.path === '/' ? '' : shown(application.path)}"`;
  if (application.pool === null) {
    report.error(
      config.document,
      application.element.start,
      `the application ${name} names no application pool, and no default does; set applicationPool.`,
      { paths: [] },
    );
  } else if (config.findPool(application.pool) === undefined) {
    report.error(
      config.document,
      application.element.start,
      `the application ${name} names the application pool "${shown(application.pool)}", which doesn't exist; create it or name another.`,
      { paths: [] },
    );
  }
}
