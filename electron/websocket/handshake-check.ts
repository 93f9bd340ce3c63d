import { createHash } from 'node:crypto';
import { headerTokens, headerValues, type HttpHead } from './http-head';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** RFC 6455 §4.2.2: what proves that the server understood the key. */
export function acceptFor(key: string): string {
  return createHash('sha1')
    .update(key + GUID)
    .digest('base64');
}

/** The subprotocol in force ('' for none), or the sentence why this 101 is no upgrade. */
export function checkUpgrade(
  head: HttpHead,
  key: string,
  offered: readonly string[],
): { subprotocol: string } | { problem: string } {
  const { headers } = head;
  const wrong = (problem: string) => ({ problem });
  if (head.version !== '1.1')
    return wrong(`The server answered 101 in HTTP/${head.version}; only 1.1 can upgrade.`);
  if (headerValues(headers, 'upgrade').join(',').trim().toLowerCase() !== 'websocket')
    return wrong('The server answered 101 without "Upgrade: websocket".');
  if (!headerTokens(headers, 'connection').some((token) => token.toLowerCase() === 'upgrade'))
    return wrong('The server answered 101 without "Connection: Upgrade".');
  const accepts = headerValues(headers, 'sec-websocket-accept');
  if (accepts.length === 0) return wrong('The server answered 101 without Sec-WebSocket-Accept.');
  if (accepts.length > 1 || accepts[0] !== acceptFor(key))
    return wrong(
      "The server's Sec-WebSocket-Accept does not fit the key that was sent, so it did not read it.",
    );
  const extensions = headerTokens(headers, 'sec-websocket-extensions');
  if (extensions.length > 0)
    return wrong(`The server switched on the extension ${show(extensions[0])}, which was not offered.`);
  const chosen = headerValues(headers, 'sec-websocket-protocol');
  if (chosen.length > 1) return wrong('The server chose more than one subprotocol.');
  const [subprotocol = ''] = chosen;
  if (subprotocol !== '' && !offered.includes(subprotocol))
    return wrong(`The server chose the subprotocol ${show(subprotocol)}, which was not offered.`);
  return { subprotocol };
}

function show(text = ''): string {
  return JSON.stringify(text.slice(0, 80));
}
