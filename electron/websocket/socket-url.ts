import { isIP } from 'node:net';
import { AppError } from '../../shared/errors';

/** Where to connect and what to ask for. */
export interface SocketUrl {
  /** As normalised by the URL standard. */
  href: string;
  secure: boolean;
  /** Without the brackets of an IPv6 literal. */
  host: string;
  port: number;
  /** Value of the Host header: the port only where it isn't the scheme's own. */
  authority: string;
  /** Path and query. */
  target: string;
  /** Name for TLS server name indication; '' for an address, where none may be sent (RFC 6066 §3). */
  serverName: string;
}

/** Throws `bad-request` with one sentence that says what to write instead. */
export function parseSocketUrl(text: string): SocketUrl {
  const wrong = (sentence: string): AppError => new AppError('bad-request', sentence);
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw wrong(`"${shorten(text)}" is not a URL; write it like ws://server/path or wss://server/path.`);
  }
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    const instead =
      url.protocol === 'https:' ? 'wss://' : url.protocol === 'http:' ? 'ws://' : 'ws:// or wss://';
    throw wrong(
      `A socket's address begins with ws:// or wss://, not ${url.protocol}//; use ${instead} here.`,
    );
  }
  if (url.hash !== '' || text.includes('#'))
    throw wrong(
      'A socket address has no fragment: leave out "#" and what follows, or write %23 for the sign itself.',
    );
  if (url.username !== '' || url.password !== '')
    throw wrong('Name and password do not belong in a socket address; give an Authorization header instead.');
  const secure = url.protocol === 'wss:';
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (host === '') throw wrong('The socket address names no server; write it like ws://server/path.');
  if (isTooLong(host))
    throw wrong(
      `The host of the address has ${host.length} characters; a name in DNS has at most 253, and at most 63 between two dots: check it.`,
    );
  const port = url.port === '' ? (secure ? 443 : 80) : Number(url.port);
  if (port === 0) throw wrong("Port 0 is no port to connect to; give the port of the site's binding.");
  return {
    href: url.href,
    secure,
    host,
    port,
    authority: url.host,
    target: `${url.pathname}${url.search}`,
    serverName: isIP(host) ? '' : host,
  };
}

/** RFC 1035 §2.3.4; the dot at the end of a full name doesn't count. */
function isTooLong(host: string): boolean {
  const name = host.replace(/\.$/, '');
  return name.length > 253 || name.split('.').some((label) => label.length > 63);
}

function shorten(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
