import type { LogMeaning } from '../../../shared/model/logs';

type Means = readonly [title: string, sentence: string, station: LogMeaning['station']];

/** What a status means for a WebSocket, and where Readiness looks at it; "503.2" before "503" (IIS status codes, KB943891). */
const STATUSES: Readonly<Record<string, Means>> = {
  '101': [
    'socket ended',
    'The upgrade succeeded. The line is written when the socket ends, and time-taken is how long it lived.',
    null,
  ],
  '200': [
    'no upgrade',
    'The path of a socket answered with a page instead of 101: the request was no upgrade, or something on the way took the upgrade out of it.',
    'handshake',
  ],
  '400': [
    'bad request',
    'The application or IIS found no sound upgrade in the request: a proxy in front may have removed the Upgrade header, or the client speaks another protocol.',
    'handshake',
  ],
  '400.11': [
    'invalid WebSocket request',
    'IIS found the upgrade itself unsound: Sec-WebSocket-Key or -Version is missing or wrong, often behind a proxy.',
    'handshake',
  ],
  '401': [
    'not authenticated',
    'The site asks for credentials before the upgrade. With Windows authentication the first answer is always 401; only what stays 401 is a refusal.',
    'site',
  ],
  '403': [
    'forbidden',
    'The client may not go there: an address rule, a certificate, or the application says no.',
    'site',
  ],
  '403.4': [
    'TLS required',
    'The site asks for wss:// (security/access sslFlags), and the client came by ws://.',
    'site',
  ],
  '404': [
    'nothing there',
    'No application or handler has this path: the address of the socket is wrong, or the application is not placed there.',
    'app',
  ],
  '404.15': [
    'query too long',
    'Request filtering refuses the query: maxQueryString is smaller than the token in the address.',
    'site',
  ],
  '404.14': ['URL too long', 'Request filtering refuses the address: it is longer than maxUrl.', 'site'],
  '426': [
    'upgrade required',
    'The application wants an upgrade and the request had none, or not its protocol: look at what stands in front.',
    'handshake',
  ],
  '500': ['server error', 'The application failed before it could answer the upgrade.', 'app'],
  '500.19': [
    'configuration refused',
    'IIS could not read the configuration of this path: a locked or unknown section in a web.config.',
    'section',
  ],
  '500.21': [
    'module missing',
    'A handler names a module that is not installed or not in this pipeline.',
    'module',
  ],
  '500.30': [
    'application did not start',
    'ASP.NET Core failed in the worker process while it started.',
    'app',
  ],
  '501': [
    'not implemented',
    'The upgrade was not understood: the WebSocket module is missing for this path.',
    'module',
  ],
  '502': ['bad gateway', 'The proxy or module in IIS got no sound answer from the process behind it.', 'app'],
  '502.3': [
    'forwarding failed',
    'ARR or the ASP.NET Core module could not connect to the process behind it, or its time-out ran out before the answer.',
    'app',
  ],
  '502.4': ['no server in the farm', 'ARR found no healthy server to forward to.', 'app'],
  '502.5': ['process failed', 'The process behind the ASP.NET Core module did not start.', 'app'],
  '503': [
    'unavailable',
    'HTTP.sys or the pool refused: the pool is stopped, its queue or a limit is full.',
    'pool',
  ],
  '503.0': ['pool unavailable', 'The pool is stopped, or starts too slowly.', 'pool'],
  '503.2': [
    'too many requests at once',
    'appConcurrentRequestLimit is reached: every open socket counts as a request.',
    'section',
  ],
  '503.3': ['queue full', 'The queue of ASP.NET is full.', 'pool'],
};

/** HTTPERR's s-reason (KB820729): what HTTP.sys itself refused or cut. */
const REASONS: Readonly<Record<string, Means>> = {
  ConnLimit: [
    'connection limit',
    'limits.maxConnections of the site was reached; every open socket is a connection.',
    'site',
  ],
  QueueFull: ['queue full', "The pool's request queue (queueLength) was full.", 'pool'],
  AppOffline: ['pool offline', 'The pool was stopped, or switched off by rapid-fail protection.', 'pool'],
  AppPoolTimer: ['pool too busy', 'The worker process was too busy to take the request.', 'pool'],
  AppShutdown: ['pool shut down', 'The pool ended while the request was with it.', 'pool'],
  Disabled: ['pool disabled', 'An administrator had taken the application offline.', 'pool'],
  Connection_Abandoned_By_ReqQueue: [
    'worker process gone',
    'The worker process ended while it held the connection: a crash, a kill, or a recycle that was not waited for.',
    'pool',
  ],
  Connection_Abandoned_By_AppPool: [
    'worker process gone',
    'The worker process ended or closed its queue while the request was with it: a crash, a kill, or a recycle that was not waited for.',
    'pool',
  ],
  Client_Reset: [
    'client gone',
    'The client or the network closed the connection before a worker process took the request.',
    'firewall',
  ],
  Connection_Dropped_List_Full: [
    'too many dropped',
    'More connections were dropped at once than HTTP.sys lists: many clients went away, or something between cut them.',
    'firewall',
  ],
  Connection_Dropped: [
    'connection dropped',
    'The client or the network ended the connection while it was served.',
    'firewall',
  ],
  Connections_Refused: [
    'out of memory',
    'HTTP.sys had less than 20 MB of nonpaged pool left and took no connection.',
    'http-sys',
  ],
  Timer_ConnectionIdle: [
    'idle connection',
    'The connection had no request for connectionTimeout; an open socket is a request and is not meant.',
    'http-sys',
  ],
  Timer_MinBytesPerSecond: [
    'too slow',
    'The client took the answer more slowly than minBytesPerSecond.',
    'http-sys',
  ],
  Timer_HeaderWait: [
    'headers too slow',
    'The headers of a request were not there within headerWaitTimeout.',
    'http-sys',
  ],
  Timer_EntityBody: ['body too slow', 'The body of a request did not come in time.', 'http-sys'],
  Timer_Response: ['answer too slow', 'No worker process answered in time.', 'pool'],
  Timer_AppPool: [
    'waited for the pool',
    'The request waited in the queue of its pool for connectionTimeout, and no worker process took it.',
    'pool',
  ],
  Timer_ReqQueue: [
    'waited for the pool',
    'The request waited in the request queue for connectionTimeout, and no worker process took it.',
    'pool',
  ],
  BadRequest: ['bad request', 'HTTP.sys could not read the request.', 'http-sys'],
  Header: ['bad header', 'A header of the request was unsound or too long.', 'http-sys'],
  Hostname: ['host name', 'The request had no sound Host header for a binding.', 'site'],
  NotFound: ['no site', 'No binding of a running site fits the request.', 'site'],
  Forbidden: ['forbidden', 'HTTP.sys found the URL forbidden.', 'http-sys'],
  URL: ['bad URL', 'HTTP.sys could not read the URL.', 'http-sys'],
  URL_Length: ['URL too long', 'The URL was longer than HTTP.sys takes.', 'http-sys'],
  RequestLength: [
    'request too long',
    'The request line and its headers were longer than MaxRequestBytes: large cookies or a Kerberos ticket.',
    'http-sys',
  ],
  FieldLength: [
    'header too long',
    'A header was longer than MaxFieldLength: large cookies or a Kerberos ticket.',
    'http-sys',
  ],
  EntityTooLarge: ['body too large', 'The body of a request was larger than is allowed.', 'http-sys'],
  LengthRequired: ['no length', 'A request with a body did not say how long it is.', 'http-sys'],
  'Invalid_CR/LF': ['bad line end', 'A carriage return or line feed stood where none may be.', 'http-sys'],
  Number: ['bad number', 'A number in the request could not be read.', 'http-sys'],
  Verb: ['bad method', 'HTTP.sys could not read the method of the request.', 'http-sys'],
  Precondition: ['precondition', 'The request asked for a condition that was not met.', 'http-sys'],
  'Version_N/S': [
    'HTTP version',
    'The request named a version of HTTP that HTTP.sys does not speak.',
    'http-sys',
  ],
  'N/I': [
    'not implemented',
    'The request asked for something that HTTP.sys does not have, such as an unknown transfer coding.',
    'http-sys',
  ],
  'N/A': [
    'not available',
    'HTTP.sys had an error of its own, such as no memory, and answered 503.',
    'http-sys',
  ],
  Internal: ['internal error', 'HTTP.sys had an error of its own and answered 500.', 'http-sys'],
};

const meaning = ([title, sentence, station]: Means): LogMeaning => ({ title, sentence, station });
const own = (table: Readonly<Record<string, Means>>, name: string): Means | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

/** What "503.2" means; a substatus that is not known means what its status does. */
export function statusMeaning(name: string): LogMeaning {
  const found = own(STATUSES, name) ?? own(STATUSES, name.split('.')[0] ?? '');
  return meaning(found ?? ['other', 'It has no meaning of its own for a WebSocket.', null]);
}

export function reasonMeaning(name: string): LogMeaning {
  const found = own(REASONS, name);
  return meaning(
    found ?? ['HTTP.sys', 'HTTP.sys ended or refused it by itself (KB820729 lists the reasons).', 'http-sys'],
  );
}
