import { fold } from '../config';
import type { ServerConfig } from '../config';

/**
 * Applications of one server by what a change of it would touch, each list made once a snapshot and shared: the fixes of
 * 1,000 sites in one pool must not hold 1,000 copies of it.
 */
interface Touches {
  all: string[];
  byPool: Map<string, string[]>;
  byLocation: Map<string, string[]>;
}
const known = new WeakMap<ServerConfig, Touches>();

function touchesOf(config: ServerConfig): Touches {
  const found = known.get(config);
  if (found) return found;
  const all = config.sites.flatMap((site) => site.applications.map((one) => label(site.name, one.path)));
  const made: Touches = { all, byPool: new Map(), byLocation: new Map() };
  known.set(config, made);
  return made;
}

/** Every application of the server: a module installed or taken away concerns them all. */
export function everyApplication(config: ServerConfig): string[] {
  return touchesOf(config).all;
}

/** Every application in the pool: a change of the pool recycles them together. */
export function applicationsInPool(config: ServerConfig, pool: string): string[] {
  return once(touchesOf(config).byPool, fold(pool), () => config.applicationsOf(pool));
}

/** Every application of one site, its root first. */
export function applicationsOfSite(config: ServerConfig, site: string): string[] {
  return (config.findSite(site)?.applications ?? []).map((one) => label(site, one.path));
}

/**
 * Every application that a `<location path>` reaches: those at or below it, or, where the path names a folder inside
 * an application, that application. "" and "." are the whole server.
 */
export function applicationsUnder(config: ServerConfig, location: string): string[] {
  const place = location.replace(/^\/+|\/+$/g, '');
  if (place === '' || place === '.') return everyApplication(config);
  return once(touchesOf(config).byLocation, fold(place), () => {
    const slash = place.indexOf('/');
    const site = config.findSite(slash < 0 ? place : place.slice(0, slash));
    if (site === undefined) return [];
    const path = slash < 0 ? '/' : place.slice(slash);
    const paths = site.applications.map((one) => one.path);
    const below = paths.filter((one) => within(one, path));
    const [holding] = paths.filter((one) => within(path, one)).sort((a, b) => b.length - a.length);
    // A folder of an application has none below it: then the innermost application around it is meant.
    const reached = below.length > 0 || holding === undefined ? below : [holding];
    return reached.map((one) => label(site.name, one));
  });
}

/** "Chat/" and "Chat/api", as IIS itself names applications. */
const label = (site: string, path: string): string =>
  path.startsWith('/') ? site + path : `${site}/${path}`;

/** Whether `path` is `outer` or lies below it; paths compare without case. */
function within(path: string, outer: string): boolean {
  const root = fold(outer).replace(/\/$/, '');
  const inner = fold(path).replace(/\/$/, '');
  return inner === root || inner.startsWith(`${root}/`);
}

function once(cache: Map<string, string[]>, key: string, make: () => string[]): string[] {
  const found = cache.get(key);
  if (found) return found;
  const made = make();
  cache.set(key, made);
  return made;
}
