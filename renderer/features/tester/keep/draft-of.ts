import type { ConnectRequest } from '../../../../shared/model/connect';
import { EMPTY_ADDRESS } from '../connect/address-draft';
import type { AddressDraft } from '../connect/address-draft';

/**
 * A kept request as it is typed. Whatever was typed before goes: a cookie of one server is none of another's. Files
 * (certificates, authorities) are never kept, so they are chosen again.
 */
export function draftOf(request: ConnectRequest): AddressDraft {
  const { url, subprotocols, headers, timeoutMs, origin, cookies, tls, connectTo, proxy } = request;
  const { compression = 'off', followRedirects = 0, autoPong = true, maxMessageMb } = request;
  return {
    ...EMPTY_ADDRESS,
    url,
    subprotocols: subprotocols.join(', '),
    headers: headers.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    timeout: String(timeoutMs / 1000),
    ...(maxMessageMb === undefined ? {} : { largest: String(maxMessageMb) }),
    origin: origin ?? '',
    cookies: (cookies ?? []).map(({ name, value }) => `${name}=${value}`).join('; '),
    ...credentials(request.credentials),
    serverName: tls?.serverName ?? '',
    connectTo: connectTo ? authority(connectTo) : '',
    ...(proxy
      ? { proxy: authority(proxy), proxyUser: proxy.user ?? '', proxyPassword: proxy.password ?? '' }
      : {}),
    ...(typeof compression === 'object'
      ? { compression: 'offer', offer: compression.offer }
      : { compression }),
    followRedirects: followRedirects > 0,
    autoPong,
  };
}

function credentials(given: ConnectRequest['credentials']): Partial<AddressDraft> {
  if (!given) return {};
  return given.kind === 'bearer'
    ? { auth: 'bearer', token: given.token }
    : { auth: 'basic', user: given.user, password: given.password };
}

/** "node7:8443", an IPv6 address in brackets. */
function authority({ host, port }: { host: string; port?: number | undefined }): string {
  const name = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  return port === undefined ? name : `${name}:${port}`;
}
