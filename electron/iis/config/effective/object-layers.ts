import type { ApplicationNode, PoolNode, SiteNode } from '../model/objects';
import type { ServerConfig } from '../model/server-config';
import type { ObjectLayer } from './objects';

const own = (element: ObjectLayer['element']): ObjectLayer => ({
  element,
  layer: 'applicationHost.config',
  label: 'applicationHost.config',
});
const defaults = (element: ObjectLayer['element'], label: string): ObjectLayer => ({
  element,
  layer: 'defaults',
  label,
});

/** Where a pool's settings may stand, the pool itself first. */
export const poolLayers = (config: ServerConfig, pool: PoolNode): ObjectLayer[] => [
  own(pool.element),
  defaults(config.poolsElement?.child('applicationPoolDefaults'), 'applicationPoolDefaults'),
];

export const siteLayers = (config: ServerConfig, site: SiteNode): ObjectLayer[] => [
  own(site.element),
  defaults(config.sitesElement?.child('siteDefaults'), 'siteDefaults'),
];

/** A site has applicationDefaults of its own, before those of <sites>. */
export const applicationLayers = (
  config: ServerConfig,
  site: SiteNode,
  application: ApplicationNode,
): ObjectLayer[] => [
  own(application.element),
  defaults(site.element.child('applicationDefaults'), `applicationDefaults of ${site.name}`),
  defaults(config.sitesElement?.child('applicationDefaults'), 'applicationDefaults'),
];
