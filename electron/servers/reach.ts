import type { RuntimeState } from '../../shared/model/runtime';

/** Where one binding of a site can really be reached with a WebSocket now. */
export interface Reach {
  protocol: string;
  /** As configured: "*:443:chat.example". */
  bindingInformation: string;
  /** ws: or wss:, the address that really listens, and the socket's path below its application. */
  url: string;
  /** Carried as Host where the binding's name need not resolve here. */
  hostHeader: string | undefined;
}

/**
 * The http and https bindings of a site that something listens on, the simplest to reach first: a binding with a host
 * name answers to that name only, one without needs none. Empty where nothing listens or there is no such site.
 */
export function reachesOf(
  runtime: RuntimeState | null,
  site: string,
  application: string,
  path: string,
): Reach[] {
  const live = runtime?.sites.find(({ name }) => name.toLowerCase() === site.toLowerCase());
  const prefix = application === '/' ? '' : application.replace(/\/+$/, '');
  const open = (live?.bindings ?? [])
    .flatMap(({ protocol, bindingInformation, url, hostHeader }) => {
      if (url === null) return [];
      const at = new URL(url);
      const scheme = at.protocol === 'https:' || at.protocol === 'wss:' ? 'wss:' : 'ws:';
      return [{ protocol, bindingInformation, url: `${scheme}//${at.host}${prefix}${path}`, hostHeader }];
    })
    .sort((a, b) => Number(a.hostHeader !== undefined) - Number(b.hostHeader !== undefined));
  // Behind a wildcard is every name but the address itself: 400 would be the right answer.
  const named = open.filter(
    (one) => one.hostHeader !== undefined || !/:\*[^:]*$/.test(one.bindingInformation),
  );
  return named.length > 0 ? named : open;
}
