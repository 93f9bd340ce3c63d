import { pageIds } from './page-props';
import type { PageId, Place } from './page-props';

/** Always in the list, so that a window without an address needn't wait for the list to ask about it. */
export const FIRST_SERVER = 'practice';

export const start: Place = { page: 'readiness', server: null, site: null, application: '/', params: {} };

const isPage = (text: string | undefined): text is PageId => pageIds.some((id) => id === text);

/** Reads `#/practice/limits?site=Chat&app=/api&tab=pools`; what doesn't fit is as if it weren't there. */
export function readPlace(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split(/\?(.*)/s);
  const [server, page] = path.split('/');
  const params = new URLSearchParams(query);
  const own = [...params].filter(([name]) => name !== 'site' && name !== 'app');
  return {
    page: isPage(page) ? page : 'readiness',
    server: server !== undefined && /^[a-z0-9-]{1,64}$/.test(server) ? server : null,
    site: params.get('site'),
    application: params.get('app') ?? '/',
    params: Object.fromEntries(own),
  };
}

/** The other way round. */
export function formatPlace({ page, server, site, application, params }: Place): string {
  const query = new URLSearchParams(params);
  if (site !== null) query.set('site', site);
  if (application !== '/') query.set('app', application);
  const text = query.toString();
  return `#/${server ?? ''}/${page}${text === '' ? '' : `?${text}`}`;
}

/** Where `to` leads from here: another server starts afresh, another site at its root, another page without params. */
export function moved(from: Place, to: Partial<Place>): Place {
  const otherServer = to.server !== undefined && to.server !== from.server;
  const otherSite = otherServer || (to.site !== undefined && to.site !== from.site);
  const otherPage = to.page !== undefined && to.page !== from.page;
  return {
    ...from,
    ...(otherServer ? { site: null } : {}),
    ...(otherSite ? { application: '/' } : {}),
    ...(otherSite || otherPage ? { params: {} } : {}),
    ...to,
  };
}
