import type { ConnectRequest } from '../../../../shared/model/connect';
import type { AddressDraft } from '../connect-request';

type Filled = Pick<AddressDraft, 'url' | 'subprotocols' | 'headers' | 'timeout'>;

/** A kept request as it is typed: what has a field of its own there goes in as the header that it is. */
export function draftOf(request: ConnectRequest): Filled {
  const { url, subprotocols, headers, timeoutMs, origin, cookies = [], credentials } = request;
  const lines = [
    ...(origin === undefined ? [] : [{ name: 'Origin', value: origin }]),
    ...(cookies.length === 0
      ? []
      : [{ name: 'Cookie', value: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }]),
    ...(credentials ? [{ name: 'Authorization', value: authorization(credentials) }] : []),
    ...headers,
  ];
  return {
    url,
    subprotocols: subprotocols.join(', '),
    headers: lines.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    timeout: String(timeoutMs / 1000),
  };
}

/** RFC 7617 in UTF-8, RFC 6750. */
function authorization(credentials: NonNullable<ConnectRequest['credentials']>): string {
  if (credentials.kind === 'bearer') return `Bearer ${credentials.token}`;
  const bytes = new TextEncoder().encode(`${credentials.user}:${credentials.password}`);
  return `Basic ${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
