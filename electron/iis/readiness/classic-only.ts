import { list } from '../../../shared/words';
import { fold, webConfigElements } from '../config';
import type { ServerConfig } from '../config';

/** What Integrated mode refuses in the web.config of an application, and its answer. */
interface Obstacle {
  /** "Chat/api" */
  application: string;
  what: string;
  status: string;
}

/** system.web's own lists are for Classic mode; with validateIntegratedModeConfiguration off they are let be. */
const REFUSED = [
  { section: 'system.web/httpModules', what: 'httpModules', status: '500.22' },
  { section: 'system.web/httpHandlers', what: 'httpHandlers', status: '500.23' },
] as const;

interface Search {
  obstacles: Obstacle[];
  /** Applications whose web.config could not be seen. */
  unseen: string[];
}

/**
 * Applications of a pool whose web.config Integrated mode refuses: httpModules and httpHandlers of system.web (500.22,
 * 500.23) and impersonation (500.24), unless system.webServer/validation switches the refusal off.
 */
function classicOnly(config: ServerConfig, pool: string): Search {
  const search: Search = { obstacles: [], unseen: [] };
  for (const site of config.sites) {
    for (const { path, pool: its } of site.applications) {
      if (its === null || config.findPool(its) !== config.findPool(pool)) continue;
      lookInto(search, config, site.name, path);
    }
  }
  return search;
}

function lookInto(search: Search, config: ServerConfig, site: string, path: string): void {
  const target = { kind: 'application', site, path } as const;
  const application = site + path;
  const identity = webConfigElements(config, target, 'system.web/identity');
  if (identity.unknown !== undefined) search.unseen.push(application);
  const validation = webConfigElements(config, target, 'system.webServer/validation').found;
  const off = validation.some(
    ({ element }) => element.get('validateIntegratedModeConfiguration')?.toLowerCase() === 'false',
  );
  if (off) return;
  for (const { section, what, status } of REFUSED) {
    const { found } = webConfigElements(config, target, section);
    if (found.some(({ element }) => element.children.some(({ name }) => name === 'add')))
      search.obstacles.push({ application, what, status });
  }
  if (identity.found.some(({ element }) => element.get('impersonate')?.toLowerCase() === 'true'))
    search.obstacles.push({ application, what: 'impersonation', status: '500.24' });
}

const MOST = 5;

const known = new WeakMap<ServerConfig, Map<string, string>>();

/** What a change to Integrated would break, to stand in the cost of a fix; worked out once a pool and snapshot. */
export function classicWords(config: ServerConfig, pool: string): string {
  const words = known.get(config) ?? new Map<string, string>();
  known.set(config, words);
  const said = words.get(fold(pool)) ?? inWords(config, pool);
  words.set(fold(pool), said);
  return said;
}

function inWords(config: ServerConfig, pool: string): string {
  const { obstacles, unseen } = classicOnly(config, pool);
  const told = obstacles.map(
    ({ application, what, status }) =>
      `${application} has ${what} under system.web and would answer ${status}`,
  );
  const first = cut(told);
  const rest =
    unseen.length === 0
      ? []
      : [
          `the web.config of ${list(cut(unseen))} was not read: httpModules, httpHandlers or impersonation under system.web there would answer 500.22 to 500.24`,
        ];
  if (first.length + rest.length === 0)
    return 'no application in it has httpModules, httpHandlers or impersonation under system.web, which Integrated mode refuses';
  return [...first, ...rest].join('; ');
}

function cut(all: readonly string[]): string[] {
  return all.length <= MOST ? [...all] : [...all.slice(0, MOST), `${all.length - MOST} more`];
}
