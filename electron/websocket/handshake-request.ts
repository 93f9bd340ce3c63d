import { AppError } from '../../shared/errors';
import type { ConnectRequest, Credentials } from '../../shared/model/connect';
import { AGENT_NAME } from '../../shared/user-agent';
import { version } from '../version';
import { offerOf } from './deflate-offer';
import { randomPiece } from './random-pool';
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

const instead = new Map([
  ['sec-websocket-protocol', ' and give subprotocols instead'],
  ['sec-websocket-extensions', ' and choose compression instead'],
]);

export interface UpgradeRequest {
  /** The sixteen random bytes, base64. */
  key: string;
  /** Sec-WebSocket-Extensions as sent; null for none. */
  extensions: string | null;
  /** The whole request as it goes out. */
  text: string;
}

type Asked = Pick<
  ConnectRequest,
  'headers' | 'subprotocols' | 'origin' | 'cookies' | 'credentials' | 'compression'
>;

/**
 * The upgrade request. The caller's headers keep their order and case and come after ours; a Host or User-Agent of
 * theirs replaces ours, Origin, Authorization and Cookie are sent only if given. Throws `bad-request` for what could split the request or break the handshake.
 */
export function buildUpgradeRequest(
  url: SocketUrl,
  request: Asked,
  key = randomPiece(16).toString('base64'),
): UpgradeRequest {
  for (const { name, value } of request.headers) checkHeader(name, value);
  checkSubprotocols(request.subprotocols);
  const extensions = offerOf(request.compression);
  const made = madeHeaders(request);
  const own = (wanted: string): boolean => request.headers.some(({ name }) => name.toLowerCase() === wanted);
  const lines = [
    `GET ${url.target} HTTP/1.1`,
    ...(own('host') ? [] : [`Host: ${url.authority}`]),
    ...(own('user-agent') ? [] : [`User-Agent: ${AGENT_NAME}/${version}`]),
    'Upgrade: websocket',
    'Connection: Upgrade',
    `Sec-WebSocket-Key: ${key}`,
    'Sec-WebSocket-Version: 13',
    ...(request.subprotocols.length > 0
      ? [`Sec-WebSocket-Protocol: ${request.subprotocols.join(', ')}`]
      : []),
    ...(extensions === null ? [] : [`Sec-WebSocket-Extensions: ${extensions}`]),
    ...made.map(({ name, value }) => `${name}: ${value}`),
    ...request.headers.map(({ name, value }) => `${name}: ${value}`),
  ];
  return { key, extensions, text: `${lines.join('\r\n')}\r\n\r\n` };
}

/** The headers that have a field of their own in the request. */
function madeHeaders({ headers, origin, cookies, credentials }: Asked): { name: string; value: string }[] {
  const made = [
    ...(origin === undefined ? [] : [{ name: 'Origin', value: origin }]),
    ...(credentials === undefined ? [] : [{ name: 'Authorization', value: authorization(credentials) }]),
    ...(cookies === undefined || cookies.length === 0
      ? []
      : [{ name: 'Cookie', value: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }]),
  ];
  for (const { name, value } of made) {
    checkHeader(name, value);
    if (headers.some((header) => header.name.toLowerCase() === name.toLowerCase()))
      throw new AppError('bad-request', `${name} is given twice: once as a header and once by itself.`);
  }
  return made;
}

/** RFC 7617 in UTF-8, RFC 6750. */
export function authorization(credentials: Credentials): string {
  if (credentials.kind === 'bearer') return `Bearer ${credentials.token}`;
  return `Basic ${Buffer.from(`${credentials.user}:${credentials.password}`, 'utf8').toString('base64')}`;
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
      `Header ${shown} is set by the handshake itself; leave it out${instead.get(name.toLowerCase()) ?? ''}.`,
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
