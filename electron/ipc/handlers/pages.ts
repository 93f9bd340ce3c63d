import { objectDetail } from '../../servers/inventory';
import type { MeasuredCeilings } from '../../servers/measured-ceilings';
import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

type Names =
  | 'readiness.get'
  | 'readiness.tryHandshake'
  | 'readiness.setAddress'
  | 'inventory.sites'
  | 'inventory.pools'
  | 'inventory.detail'
  | 'limits.get'
  | 'limits.plan';

/** What the pages Readiness, Sites & pools and Limits show. */
export function pageHandlers(
  servers: Servers,
  measured: () => Promise<MeasuredCeilings>,
): Pick<Handlers['calls'], Names> {
  return {
    'readiness.get': async ({ serverId, site, application }) =>
      (await servers.get(serverId)).readiness(site, application),
    'readiness.tryHandshake': async ({ serverId, site, application, echo }) =>
      (await servers.get(serverId)).tryHandshake(site, application, echo),
    'readiness.setAddress': async ({ serverId, site, application, address }) => {
      await servers.addresses.set(serverId, site, application, address);
      return {};
    },
    'inventory.sites': async ({ serverId, ...query }) => {
      const open = await servers.get(serverId);
      const { revision, inventory } = await open.inventory();
      return { revision, ...inventory.sites(query, open.session.runtime) };
    },
    'inventory.pools': async ({ serverId, ...query }) => {
      const open = await servers.get(serverId);
      const { revision, inventory } = await open.inventory();
      return { revision, ...inventory.pools(query, open.session.runtime) };
    },
    'inventory.detail': async ({ serverId, target }) => {
      const { config } = await (await servers.get(serverId)).session.snapshot();
      return objectDetail(config, target);
    },
    'limits.get': async ({ serverId, site, application, hopS }) => {
      const page = await (await servers.get(serverId)).limits(site, application, hopS);
      const found = await (await measured()).get(serverId, site);
      return found ? { ...page, measured: found } : page;
    },
    'limits.plan': async ({ serverId, site, application, sockets }) =>
      (await servers.get(serverId)).limitsPlan(site, application, sockets),
  };
}
