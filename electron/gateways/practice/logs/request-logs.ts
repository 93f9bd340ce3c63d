import path from 'node:path';
import type { Log } from '../../../storage/log';
import type { ScaledClock } from '../clock';
import type { Exchange } from '../kernel/exchange';
import { LogFile, valueOf } from './log-file';

/** logExtFileFlags as nobody changed them, in IIS's order. */
const SITE_FIELDS =
  'date time s-ip cs-method cs-uri-stem cs-uri-query s-port cs-username c-ip cs(User-Agent) cs(Referer) sc-status sc-substatus sc-win32-status time-taken';
const ERROR_FIELDS =
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename';

/** How a request ended, for the site's log. */
export interface Ended {
  status: number;
  subStatus: number;
  /** sc-win32-status: 64 when the client's connection was gone, as is normal for a socket. */
  win32: number;
  takenMs: number;
}

/** What HTTP.sys calls the reason for an answer of its own (KB820729). */
export type ErrorReason = 'ConnLimit' | 'AppOffline' | 'NotFound' | 'Hostname';

interface RequestLogsOptions {
  dir: string;
  clock: ScaledClock;
  log: Log;
}

/** The sites' W3C logs and HTTPERR, in folders named as on a server. All times are the practice server's. */
export class RequestLogs {
  readonly #options: RequestLogsOptions;
  readonly #sites = new Map<number, LogFile>();
  readonly #errors: LogFile;

  constructor(options: RequestLogsOptions) {
    this.#options = options;
    this.#errors = new LogFile({
      ...options,
      dir: path.join(options.dir, 'HTTPERR'),
      nameOf: (day) => `httperr${day}.log`,
      software: 'Microsoft HTTP API 2.0',
      fields: ERROR_FIELDS,
    });
  }

  /** A row of a site's log: written when the request has ended, which for a socket is when it closes. */
  request(siteId: number, { request, socket }: Exchange, { status, subStatus, win32, takenMs }: Ended): void {
    const [stem, query] = (request.url ?? '/').split(/\?(.*)/s);
    const { headers } = request;
    this.#site(siteId).add([
      addressOf(socket.localAddress),
      valueOf(request.method),
      valueOf(stem),
      valueOf(query),
      socket.localPort ?? '-',
      '-',
      addressOf(socket.remoteAddress),
      valueOf(headers['user-agent']),
      valueOf(headers.referer),
      status,
      subStatus,
      win32,
      Math.round(takenMs),
    ]);
  }

  /** A row of HTTPERR: HTTP.sys answered for itself. */
  refused(
    { request, socket }: Exchange,
    {
      status,
      reason,
      siteId,
      pool,
    }: { status: number; reason: ErrorReason; siteId: number | null; pool: string | null },
  ): void {
    this.#errors.add([
      addressOf(socket.remoteAddress),
      socket.remotePort ?? '-',
      addressOf(socket.localAddress),
      socket.localPort ?? '-',
      `HTTP/${request.httpVersion}`,
      valueOf(request.method),
      valueOf(request.url),
      status,
      siteId ?? '-',
      reason,
      valueOf(pool ?? undefined),
    ]);
  }

  /** Writes what waits: before the server ends, and before somebody reads (`netsh http flush logbuffer`). */
  flush(): void {
    for (const file of this.#sites.values()) file.flush();
    this.#errors.flush();
  }

  #site(id: number): LogFile {
    const known = this.#sites.get(id);
    if (known) return known;
    const made = new LogFile({
      ...this.#options,
      dir: path.join(this.#options.dir, 'LogFiles', `W3SVC${id}`),
      nameOf: (day) => `u_ex${day}.log`,
      software: 'Microsoft Internet Information Services 10.0',
      fields: SITE_FIELDS,
    });
    this.#sites.set(id, made);
    return made;
  }
}

/** "::ffff:127.0.0.1" is the IPv4 address that it holds. */
const addressOf = (address: string | undefined): string => valueOf(address?.replace(/^::ffff:/, ''));
