import { createHash } from 'node:crypto';
import type { DeflateTerms } from './deflate';
import { agreedTerms } from './deflate-offer';
import { headerTokens, headerValues, type HttpHead } from './http-head';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** RFC 6455 §4.2.2: what proves that the server understood the key. */
export function acceptFor(key: string): string {
  return createHash('sha1')
    .update(key + GUID)
    .digest('base64');
}

/** Why a 101 is no upgrade: a name, a sentence, and the line that was wrong. */
export interface UpgradeProblem {
  fault: string;
  problem: string;
  line: string;
}

/** What is in force after the upgrade, or why this 101 is none. `offer`: the Sec-WebSocket-Extensions that was sent. */
export function checkUpgrade(
  head: HttpHead,
  key: string,
  offered: { subprotocols: readonly string[]; extensions: string | null },
): { subprotocol: string; extensions: string; deflate: DeflateTerms | null } | UpgradeProblem {
  const { headers } = head;
  const lineOf = (name: string): string => `${name}: ${headerValues(headers, name).join(', ')}`;
  const wrong = (fault: string, problem: string, header?: string): UpgradeProblem => ({
    fault,
    problem,
    line: header === undefined ? `HTTP/${head.version} ${head.status} ${head.statusText}` : lineOf(header),
  });
  if (head.version !== '1.1')
    return wrong('wrong-version', `The server answered 101 in HTTP/${head.version}; only 1.1 can upgrade.`);
  if (headerValues(headers, 'upgrade').join(',').trim().toLowerCase() !== 'websocket')
    return wrong('no-upgrade', 'The server answered 101 without "Upgrade: websocket".', 'Upgrade');
  if (!headerTokens(headers, 'connection').some((token) => token.toLowerCase() === 'upgrade'))
    return wrong('no-connection', 'The server answered 101 without "Connection: Upgrade".', 'Connection');
  const accepts = headerValues(headers, 'sec-websocket-accept');
  if (accepts.length === 0)
    return wrong(
      'no-accept',
      'The server answered 101 without Sec-WebSocket-Accept.',
      'Sec-WebSocket-Accept',
    );
  if (accepts.length > 1 || accepts[0] !== acceptFor(key))
    return wrong(
      'wrong-accept',
      "The server's Sec-WebSocket-Accept does not fit the key that was sent, so it did not read it.",
      'Sec-WebSocket-Accept',
    );
  const extensions = headerValues(headers, 'sec-websocket-extensions').join(', ');
  const deflate = agreedTerms(extensions, offered.extensions);
  if (deflate && 'problem' in deflate)
    return wrong(
      offered.extensions === null ? 'unasked-extension' : 'bad-extension',
      deflate.problem,
      'Sec-WebSocket-Extensions',
    );
  const chosen = headerValues(headers, 'sec-websocket-protocol');
  if (chosen.length > 1)
    return wrong('two-subprotocols', 'The server chose more than one subprotocol.', 'Sec-WebSocket-Protocol');
  const [subprotocol = ''] = chosen;
  if (subprotocol !== '' && !offered.subprotocols.includes(subprotocol))
    return wrong(
      'unasked-subprotocol',
      `The server chose the subprotocol ${show(subprotocol)}, which was not offered.`,
      'Sec-WebSocket-Protocol',
    );
  return { subprotocol, extensions, deflate };
}

function show(text: string): string {
  return JSON.stringify(text.slice(0, 80));
}
