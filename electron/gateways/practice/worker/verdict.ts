import type { IncomingMessage } from 'node:http';
import type { ApplicationConfig } from '../../../iis/config/types';
import type { ApplicationRules } from '../obeyed-config';

/** All that decides how a worker process answers one request. */
export interface RequestFacts {
  rules: ApplicationRules;
  /** The pool's pipeline mode. */
  classic: boolean;
  /** Requests of the application that are open, sockets among them. */
  openRequests: number;
  /** The request asks for a WebSocket. */
  upgrade: 'none' | 'sound' | 'invalid';
  /** Whether something answers the path. Only an .ashx must be there as a file, in a pool that runs .NET. */
  handler: 'there' | 'no-file' | 'not-mapped';
  /** Path and query as sent. */
  url: string;
}

export type Verdict =
  | { kind: 'upgrade' }
  | { kind: 'page' }
  | { kind: 'error'; status: number; subStatus: number; title: string; line: string };

/**
 * How IIS answers once a request has reached its worker process. Order: configuration, request limit, request
 * filtering and access, then iisnode's handler or WebSocketModule.
 *
 * A request for a WebSocket that meets no WebSocketModule (missing, removed), a Classic pool or a section that is off
 * is served as a plain request: the normal page with 200, and never 426 (facts sheet, section 6). Only the module
 * looks at the handshake's own headers, so an unsound handshake is 400 (sub-status 11) only where a sound one would
 * have been 101. Taking away the module where its entry is locked is a lock violation: 500.19.
 */
export function judge(facts: RequestFacts): Verdict {
  const { rules, classic, openRequests, upgrade, url, handler } = facts;
  if (rules.module === 'removed-locked')
    return error(
      500,
      19,
      'Internal Server Error',
      'Lock violation: WebSocketModule is removed although its entry is locked.',
    );
  if (rules.refused !== null) return error(500, 19, 'Internal Server Error', rules.refused);
  if (openRequests >= rules.requestLimit)
    return error(
      503,
      2,
      'Service Unavailable',
      'The serverRuntime@appConcurrentRequestLimit setting is being exceeded.',
    );
  const refused = refusedBefore(rules, url);
  if (refused !== null) return refused;
  if (handler === 'no-file') return error(404, 0, 'Not Found', 'There is no such file.');
  if (handler === 'not-mapped')
    return error(404, 3, 'Not Found', 'The pool runs no .NET Framework, so nothing is mapped to .ashx.');
  if (rules.iisnode) return underIisnode(rules, upgrade);
  const answers = rules.module === 'in-place' && rules.sectionEnabled && !classic;
  if (upgrade === 'none' || !answers) return { kind: 'page' };
  if (upgrade === 'sound') return { kind: 'upgrade' };
  return error(400, 11, 'Bad Request', 'Invalid WebSocket request.');
}

/** An .ashx is a file in the application's own folder; every other path is served by the practice server itself. */
export function handlerOf(
  url: string,
  { path, virtualDirectories }: ApplicationConfig,
  managed: boolean,
  hasFile: (folder: string, name: string) => boolean,
): RequestFacts['handler'] {
  const rest = (url.split(/[?#]/, 1)[0] ?? '').slice(path.replace(/\/+$/, '').length);
  const name = /^\/([^/\\]+\.ashx)$/i.exec(rest)?.[1];
  if (name === undefined) return 'there';
  if (!managed) return 'not-mapped';
  const folder = virtualDirectories.find((each) => each.path === '/')?.physicalPath;
  return folder != null && hasFile(folder, name) ? 'there' : 'no-file';
}

/** What refuses a request before any handler sees it, in IIS's order. */
function refusedBefore(rules: ApplicationRules, url: string): Verdict | null {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = mark < 0 ? '' : url.slice(mark + 1);
  if (path.length > rules.maxUrl) return error(404, 14, 'Not Found', 'The request URL is too long.');
  if (query.length > rules.maxQuery)
    return error(404, 15, 'Not Found', 'The request query string is too long.');
  if (rules.tls) return error(403, 4, 'Forbidden', 'The page must be reached over TLS.');
  if (!rules.anonymous)
    return error(401, 2, 'Unauthorized', 'Anonymous authentication is off, and no credentials were sent.');
  return null;
}

/** iisnode upgrades by itself, and says 501 where IIS's own module stands in its way (cnodehttpmodule.cpp). */
function underIisnode(rules: ApplicationRules, upgrade: RequestFacts['upgrade']): Verdict {
  if (upgrade === 'none') return { kind: 'page' };
  if (rules.module === 'in-place' && rules.sectionEnabled)
    return error(501, 0, 'Not Implemented', 'iisnode rejected the WebSocket connection request.');
  return upgrade === 'sound' ? { kind: 'upgrade' } : error(400, 0, 'Bad Request', 'No sound handshake.');
}

function error(status: number, subStatus: number, title: string, line: string): Verdict {
  return { kind: 'error', status, subStatus, title, line };
}

/** RFC 6455, 4.2.1; IIS knows version 13 only. */
export function upgradeOf(request: IncomingMessage): RequestFacts['upgrade'] {
  const tokens = (text = ''): string[] => text.split(',').map((one) => one.trim().toLowerCase());
  const { headers, method, httpVersion } = request;
  const asks =
    tokens(headers.upgrade).includes('websocket') && tokens(headers.connection).includes('upgrade');
  if (!asks || httpVersion !== '1.1') return 'none';
  const key = headers['sec-websocket-key'] ?? '';
  const sound =
    method === 'GET' &&
    headers['sec-websocket-version']?.trim() === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(key.trim());
  return sound ? 'sound' : 'invalid';
}
