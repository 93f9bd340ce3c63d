import type { ConnectRequest } from '../../shared/model/connect';
import type { HandshakeReport, SocketEnd } from '../../shared/model/tester';
import { endOfError } from './connect-failure';
import type { DeflateTerms } from './deflate';
import { checkUpgrade } from './handshake-check';
import { buildUpgradeRequest } from './handshake-request';
import type { HttpHead } from './http-head';
import { ResponseReader } from './response-reader';
import { routeOf } from './route';
import { parseSocketUrl } from './socket-url';
import type { Connected } from './transport';
import { openTrusted } from './trusted-transport';

export type DialResult =
  /** `rest`: bytes of the socket that came with the answer. */
  | (Connected & {
      kind: 'upgraded';
      rest: Buffer;
      deflate: DeflateTerms | null;
      report: HandshakeReport;
    })
  | { kind: 'failed'; report: HandshakeReport; end: SocketEnd };

export interface DialOptions {
  /** Monotonic milliseconds. */
  now: () => number;
  /** Trusted authorities instead of the usual ones; a request's own go first. */
  ca?: string | undefined;
  /** Address of this computer to connect from. */
  localAddress?: string | undefined;
}

/** How long the body of a refusal is waited for; the status is known by then. */
const BODY_WAIT_MS = 2000;

/**
 * Connects and asks for the upgrade; `done` is called exactly once, later, unless it is aborted first. The whole
 * handshake has `timeoutMs`. Follows no redirect. Throws `bad-request` at once for an address, header or certificate
 * that can't be sent.
 */
export function dial(
  request: ConnectRequest,
  options: DialOptions,
  done: (result: DialResult) => void,
): { abort: () => void } {
  const { now } = options;
  const url = parseSocketUrl(request.url);
  const upgrade = buildUpgradeRequest(url, request);
  const route = routeOf(url, request, options);
  const reader = new ResponseReader();
  const started = now();
  let asked = started;
  let answered: number | null = null;
  let connected: Connected | null = null;
  let bodyTimer: NodeJS.Timeout | undefined;

  const transport = openTrusted(route, now, {
    ready(open) {
      connected = open;
      open.socket.on('data', onData).on('end', onEnd).on('error', onError).on('close', onEnd);
      asked = now();
      open.socket.write(upgrade.text, 'latin1');
    },
    failed: (end) => fail(null, '', end),
  });
  const timer = setTimeout(() => onTimeout(), request.timeoutMs);

  const report = (
    head: HttpHead | null,
    body: string,
    agreed?: { subprotocol: string; extensions: string },
  ): HandshakeReport => {
    const { tls, proxy, remote } = transport.seen;
    return {
      status: head?.status ?? null,
      statusText: head?.statusText ?? '',
      headers: head?.headers ?? [],
      body,
      requestText: upgrade.text,
      responseText: reader.headText,
      subprotocol: agreed?.subprotocol ?? '',
      ...(agreed?.extensions ? { extensions: agreed.extensions } : {}),
      timingsMs: {
        ...transport.times,
        upgrade: answered === null ? null : answered - asked,
        total: (answered ?? now()) - started,
      },
      ...(remote.remoteAddress === undefined
        ? {}
        : { remote: { address: remote.remoteAddress, port: remote.remotePort ?? 0 } }),
      ...(tls ? { tls } : {}),
      ...(proxy ? { proxy: { requestText: proxy.requestText, responseText: proxy.responseText } } : {}),
    };
  };
  const release = (): void => {
    clearTimeout(timer);
    clearTimeout(bodyTimer);
    connected?.socket.off('data', onData).off('end', onEnd).off('error', onError).off('close', onEnd);
  };
  const letGo = (): void => {
    release();
    connected?.socket.on('error', () => undefined).destroy();
    transport.abort();
  };
  const fail = (head: HttpHead | null, body: string, end: SocketEnd): void => {
    const told = report(head, body);
    letGo();
    done({ kind: 'failed', report: told, end });
  };
  const refused = (head: HttpHead, body: string): void =>
    fail(head, body, { kind: 'refused', by: 'server', code: null, reason: statusLine(head) });
  const broken = (head: HttpHead | null, fault: string, reason: string, bytes: Buffer): void =>
    fail(head, '', {
      kind: 'protocol-error',
      by: 'client',
      code: null,
      reason,
      fault,
      bytes: bytes.toString('hex'),
    });
  /** A refusal whose body is missing or cut is a refusal still. */
  const orRefused = (end: () => SocketEnd): void => {
    const partial = reader.partial();
    const was = end();
    const cut = was.kind === 'fin' || was.kind === 'timeout' ? reader.cut() : null;
    if (partial) refused(partial.head, partial.body);
    else if (cut)
      broken(null, 'half-header', halfHeader(was.kind === 'fin', request.timeoutMs, cut.shown), cut.bytes);
    else fail(null, '', was);
  };

  const onData = (chunk: Buffer): void => {
    const progress = reader.push(chunk);
    if (reader.head && answered === null) {
      answered = now();
      bodyTimer = setTimeout(() => orRefused(timedOut), BODY_WAIT_MS);
    }
    if (progress.kind === 'not-http') broken(null, progress.fault, progress.sentence, progress.bytes);
    if (progress.kind === 'answered') refused(progress.head, progress.body);
    if (progress.kind !== 'switched' || !connected) return;
    const checked = checkUpgrade(progress.head, upgrade.key, {
      subprotocols: request.subprotocols,
      extensions: upgrade.extensions,
    });
    if ('problem' in checked) {
      broken(progress.head, checked.fault, checked.problem, Buffer.from(checked.line, 'latin1'));
      return;
    }
    release();
    done({
      kind: 'upgraded',
      ...connected,
      rest: progress.rest,
      deflate: checked.deflate,
      report: report(progress.head, '', checked),
    });
  };
  const onEnd = (): void =>
    orRefused(() => ({
      kind: 'fin',
      by: 'server',
      code: null,
      reason: 'The server closed the connection without an answer.',
    }));
  const onError = (error: Error): void => orRefused(() => endOfError(error, transport.stage()));
  const timedOut = (): SocketEnd => ({
    kind: 'timeout',
    by: 'client',
    code: null,
    reason: `${waitedFor[transport.stage()]} within ${request.timeoutMs} ms.`,
    fault: `silent-${transport.stage()}`,
  });
  const onTimeout = (): void => orRefused(timedOut);

  return { abort: letGo };
}

const waitedFor = {
  tcp: 'The server did not answer the connection attempt',
  proxy: 'The proxy did not open the way to the server',
  tls: 'The TLS handshake was not finished',
  http: 'The server took the connection but did not answer the upgrade request',
  open: 'The server did not answer',
} as const;

const halfHeader = (closed: boolean, timeoutMs: number, shown: string): string =>
  closed
    ? `The server closed the connection in the middle of its answer's header, behind ${shown}.`
    : `The server did not end the header of its answer within ${timeoutMs} ms; the last that came is ${shown}.`;

function statusLine(head: HttpHead): string {
  return `${head.status} ${head.statusText}`.trim();
}
