import type { Socket } from 'node:net';
import type { Log } from '../../../storage/log';
import type { ScaledClock } from '../clock';
import type { Exchange } from '../kernel/exchange';
import { onPracticeDrive } from '../practice-drive';
import type { LogField } from './log-fields';
import { LogFile, stampOf, valueOf } from './log-file';
import { logName } from './log-name';
import type { LogRules } from './log-rules';

/** Where HTTP.sys writes what it answers for itself (KB820729). */
export const ERROR_FOLDER = '%SystemRoot%\\System32\\LogFiles\\HTTPERR';
const ERROR_FIELDS =
  'date time c-ip c-port s-ip s-port cs-version cs-method cs-uri sc-status s-siteid s-reason s-queuename';
/** ErrorLogFileTruncateSize, as nobody changed it. */
const ERRORS = { stem: 'httperr', truncateSize: 1_048_576 };
const ERROR_SOFTWARE = 'Microsoft HTTP API 2.0';
const SOFTWARE = 'Microsoft Internet Information Services 10.0';

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
  /** The practice server's drives, see onPracticeDrive. */
  drive: string;
  clock: ScaledClock;
  log: Log;
}

/** The sites' W3C logs and HTTPERR, in the folders that the configuration names. All times are the practice server's. */
export class RequestLogs {
  readonly #options: RequestLogsOptions;
  readonly #files = new Map<string, LogFile>();
  /** Bytes of a connection that rows have told already. */
  readonly #told = new WeakMap<Socket, { sent: number; received: number }>();

  constructor(options: RequestLogsOptions) {
    this.#options = options;
  }

  /** A row of a site's log: written when the request has ended, which for a socket is when it closes. */
  request(rules: LogRules, siteId: number, exchange: Exchange, ended: Ended): void {
    const ms = this.#options.clock.now();
    const stamp = stampOf(ms);
    const values = this.#values(stamp, siteId, exchange, ended);
    this.#file(rules.folder).add({
      name: logName(rules, ms),
      software: SOFTWARE,
      fields: rules.fields.join(' '),
      stamp,
      text: `${rules.fields.map((field) => values[field]).join(' ')}\r\n`,
      encoding: rules.utf8 ? 'utf8' : 'latin1',
    });
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
    const stamp = stampOf(this.#options.clock.now());
    const values = [
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
    ];
    this.#file(ERROR_FOLDER).add({
      name: ERRORS,
      software: ERROR_SOFTWARE,
      fields: ERROR_FIELDS,
      stamp,
      text: `${stamp} ${values.join(' ')}\r\n`,
      encoding: 'utf8',
    });
  }

  /** Writes what waits: before the server ends, and before somebody reads (`netsh http flush logbuffer`). */
  flush(): void {
    for (const file of this.#files.values()) file.flush();
  }

  #values(
    stamp: string,
    siteId: number,
    { request, socket }: Exchange,
    { status, subStatus, win32, takenMs }: Ended,
  ): Record<LogField, string | number> {
    const [stem, query] = (request.url ?? '/').split(/\?(.*)/s);
    const { headers } = request;
    const told = this.#told.get(socket) ?? { sent: 0, received: 0 };
    const now = { sent: socket.bytesWritten, received: socket.bytesRead };
    this.#told.set(socket, now);
    return {
      date: stamp.slice(0, 10),
      time: stamp.slice(11),
      's-sitename': `W3SVC${siteId}`,
      's-computername': 'PRACTICE',
      's-ip': addressOf(socket.localAddress),
      'cs-method': valueOf(request.method),
      'cs-uri-stem': valueOf(stem),
      'cs-uri-query': valueOf(query),
      's-port': socket.localPort ?? '-',
      'cs-username': '-',
      'c-ip': addressOf(socket.remoteAddress),
      'cs-version': `HTTP/${request.httpVersion}`,
      'cs(User-Agent)': valueOf(headers['user-agent']),
      'cs(Cookie)': valueOf(headers.cookie),
      'cs(Referer)': valueOf(headers.referer),
      'cs-host': valueOf(headers.host),
      'sc-status': status,
      'sc-substatus': subStatus,
      'sc-win32-status': win32,
      'sc-bytes': Math.max(0, now.sent - told.sent),
      'cs-bytes': Math.max(0, now.received - told.received),
      'time-taken': Math.round(takenMs),
    };
  }

  #file(folder: string): LogFile {
    const key = folder.toLowerCase();
    const known = this.#files.get(key);
    if (known) return known;
    const { drive, log } = this.#options;
    const made = new LogFile({ dir: () => onPracticeDrive(drive, folder), log });
    this.#files.set(key, made);
    return made;
  }
}

/** "::ffff:127.0.0.1" is the IPv4 address that it holds. */
const addressOf = (address: string | undefined): string => valueOf(address?.replace(/^::ffff:/, ''));
