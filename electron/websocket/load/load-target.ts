import type { ConnectRequest } from '../../../shared/model/connect';
import { isLoopback } from '../loopback';
import { parseSocketUrl } from '../socket-url';

/**
 * The host that a load falls on, and whether that is the very server of the address. Behind a proxy it is still the
 * server that bears it; a server of loopback is the proxy's own computer then. Throws `bad-request` for an address that
 * can't be tried.
 */
export function loadTarget({ url, connectTo, proxy }: Pick<ConnectRequest, 'url' | 'connectTo' | 'proxy'>): {
  host: string;
  direct: boolean;
} {
  const named = parseSocketUrl(url);
  const host = connectTo?.host ?? named.host;
  const samePort = connectTo?.port === undefined || connectTo.port === named.port;
  return {
    host: proxy && isLoopback(host) ? proxy.host : host,
    direct: proxy === undefined && host === named.host && samePort,
  };
}
