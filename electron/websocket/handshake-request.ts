import { randomBytes } from 'node:crypto';
import { AppError } from '../../shared/errors';
import type { ConnectRequest } from '../../shared/model/tester';
import type { SocketUrl } from './socket-url';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** What the handshake itself sets (RFC 6455 §4.1), and what would announce a body. */
const OURS = new Set([
  'connection',
  'upgrade',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-protocol',
  'sec-websocket-extensions',
  'content-length',
  'transfer-encoding',
]);

export interface UpgradeRequest {
  /** The sixteen random bytes, base64. */
  key: string;
  /** The whole request as it goes out. */
  text: string;
}

/**
 * The upgrade request. The caller's headers keep their order and case and come after ours; a Host of theirs replaces
 * ours, Origin is sent only if given. Throws `bad-request` for what could split the request or break the handshake.
 */
export function buildUpgradeRequest(
  url: SocketUrl,
  request: Pick<ConnectRequest, 'headers' | 'subprotocols'>,
  key = randomBytes(16).toString('base64'),
): UpgradeRequest {
  for (const { name, value } of request.headers) checkHeader(name, value);
  checkSubprotocols(request.subprotocols);
  const ownHost = request.headers.some(({ name }) => name.toLowerCase() === 'host');
  const lines = [
    `GET ${url.target} HTTP/1.1`,
    ...(ownHost ? [] : [`Host: ${url.authority}`]),
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    ...(request.subprotocols.length > 0
      ? [`Sec-WebSocket-Protocol: ${request.subprotocols.join(', ')}`]
      : []),
    ...request.headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return { key, text: `${lines.join('\r\n')}\r\n\r\n` };
}

function checkHeader(name: string, value: string): void {
  const shown = JSON.stringify(name.slice(0, 80));
  if (!TOKEN.test(name))
    throw new AppError(
      'bad-request',
      `${shown} is not a header name: letters, digits and !#$%&'*+.^_\`|~- only.`,
    );
  if (/[\0\r\n]/.test(value))
    throw new AppError('bad-request', `The value of header ${shown} holds a line break or NUL; take it out.`);
  // Node writes header text as latin1: a character above 255 would arrive as another one.
  if (/[^\t\x20-\x7e\x80-\xff]/.test(value))
    throw new AppError(
      'bad-request',
      `The value of header ${shown} holds a character that HTTP headers can't carry; encode it, for example with %.`,
    );
  if (OURS.has(name.toLowerCase()))
    throw new AppError(
      'bad-request',
      `Header ${shown} is set by the handshake itself; leave it out${
        name.toLowerCase() === 'sec-websocket-protocol' ? ' and give subprotocols instead' : ''
      }.`,
    );
}

function checkSubprotocols(names: readonly string[]): void {
  for (const [at, name] of names.entries()) {
    const shown = JSON.stringify(name.slice(0, 80));
    if (!TOKEN.test(name))
      throw new AppError('bad-request', `${shown} is not a subprotocol name: no spaces or commas.`);
    if (names.indexOf(name) !== at)
      throw new AppError('bad-request', `Subprotocol ${shown} is given twice; RFC 6455 allows each once.`);
  }
}
