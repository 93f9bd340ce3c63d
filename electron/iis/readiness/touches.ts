import { fold } from '../config';
import type { ServerConfig } from '../config';

/** Applications of one server by what a change of it would touch. Built once a snapshot, then only looked up. */
interface Touches {
  all: string[];
  byLocation: Map<string, string[]>;
}
const known = new WeakMap<ServerConfig, Touches>();
const byPool = new WeakMap<ServerConfig, Map<string, string[]>>();

/** "Chat/" and "Chat/api", as IIS itself names applications. */
const label = (site: string, path: string): string =>
  path.startsWith('/') ? site + path : `${site}/${path}`;

/** Every application of the server: a module installed or taken away concerns them all. */
export function everyApplication(config: ServerConfig): string[] {
  return touchesOf(config).all;
}

/** Every application in the pool: a change of the pool recycles them together. */
export function applicationsInPool(config: ServerConfig, pool: string): string[] {
  let pools = byPool.get(config);
  if (!pools) byPool.set(config, (pools = new Map()));
  const cached = pools.get(pool);
  if (cached) return cached;
  const found = config.applicationsOf(pool);
  pools.set(pool, found);
  return found;
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
  const place = location.replace(/\/+$/, '');
  if (place === '' || place === '.') return everyApplication(config);
  const { byLocation } = touchesOf(config);
  const cached = byLocation.get(place);
  if (cached) return cached;
  const slash = place.indexOf('/');
  const siteName = slash < 0 ? place : place.slice(0, slash);
  const path = slash < 0 ? '/' : place.slice(slash);
  const paths = (config.findSite(siteName)?.applications ?? []).map((one) => one.path);
  const below = paths.filter((one) => within(one, path));
  const holding = paths.filter((one) => within(path, one)).sort((a, b) => b.length - a.length)[0];
  const reached = below.length > 0 ? below : holding === undefined ? [] : [holding];
  const found = reached.map((one) => label(siteName, one));
  byLocation.set(place, found);
  return found;
}

/** Whether `path` is `outer` or lies below it; paths compare without case. */
function within(path: string, outer: string): boolean {
  const root = fold(outer).replace(/\/$/, '');
  const inner = fold(path).replace(/\/$/, '');
  return inner === root || inner.startsWith(`${root}/`);
}

function touchesOf(config: ServerConfig): Touches {
  let touches = known.get(config);
  if (!touches) {
    const all = config.sites.flatMap((site) => site.applications.map((one) => label(site.name, one.path)));
    known.set(config, (touches = { all, byLocation: new Map() }));
  }
  return touches;
}
