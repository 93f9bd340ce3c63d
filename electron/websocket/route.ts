import { isIP } from 'node:net';
import type { ConnectRequest } from '../../shared/model/connect';
import { certificateOptions } from './client-certificate';
import type { SocketUrl } from './socket-url';
import type { Route } from './transport';

/** The way to the address, as the request has it. Throws `bad-request` for certificates that can't be used. */
export function routeOf(
  url: SocketUrl,
  request: Pick<ConnectRequest, 'tls' | 'connectTo' | 'proxy'>,
  more: { ca?: string | undefined; localAddress?: string | undefined } = {},
): Route {
  const { tls, connectTo, proxy } = request;
  const name = tls?.serverName ?? url.host;
  const choice = more.ca === undefined ? tls : { ca: more.ca, ...tls };
  return {
    host: connectTo?.host ?? url.host,
    port: connectTo?.port ?? url.port,
    proxy,
    tls: url.secure
      ? {
          // No address may be sent (RFC 6066 §3).
          serverName: isIP(name) ? '' : name,
          checkedName: name,
          certificates: certificateOptions(choice),
          trust: tls?.trust,
          shows: tls?.clientCertificate !== undefined,
        }
      : null,
    localAddress: more.localAddress,
  };
}
