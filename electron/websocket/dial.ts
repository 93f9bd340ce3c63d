import type { Socket } from 'node:net';
import type { ConnectRequest, HandshakeReport, SocketEnd } from '../../shared/model/tester';
import { endOfError } from './connect-failure';
import { checkUpgrade } from './handshake-check';
import { buildUpgradeRequest } from './handshake-request';
import type { HttpHead } from './http-head';
import { ResponseReader } from './response-reader';
import { parseSocketUrl } from './socket-url';
import { openTransport } from './transport';

export type DialResult =
  /** `rest`: bytes of the socket that came with the answer. */
  | { kind: 'upgraded'; socket: Socket; rest: Buffer; report: HandshakeReport }
  | { kind: 'failed'; report: HandshakeReport; end: SocketEnd };

export interface DialOptions {
  /** Monotonic milliseconds. */
  now: () => number;
  ca?: string | undefined;
}

/** How long the body of a refusal is waited for; the status is known by then. */
const BODY_WAIT_MS = 2000;

/**
 * Connects and asks for the upgrade; `done` is called exactly once, later, unless it is aborted first. The whole
 * handshake has `timeoutMs`. Throws `bad-request` at once for an address or a header that can't be sent.
 */
export function dial(
  request: ConnectRequest,
  options: DialOptions,
  done: (result: DialResult) => void,
): { abort: () => void } {
  const { now } = options;
  const url = parseSocketUrl(request.url);
  const upgrade = buildUpgradeRequest(url, request);
  const reader = new ResponseReader();
  const started = now();
  let asked = started;
  let answered: number | null = null;
  let bodyTimer: NodeJS.Timeout | undefined;

  const transport = openTransport(url, options, () => {
    asked = now();
    socket.write(upgrade.text, 'latin1');
  });
  const { socket } = transport;
  const timer = setTimeout(() => onTimeout(), request.timeoutMs);

  const report = (head: HttpHead | null, body: string, subprotocol: string): HandshakeReport => ({
    status: head?.status ?? null,
    statusText: head?.statusText ?? '',
    headers: head?.headers ?? [],
    body,
    requestText: upgrade.text,
    subprotocol,
    timingsMs: {
      ...transport.times,
      upgrade: answered === null ? null : answered - asked,
      total: (answered ?? now()) - started,
    },
  });
  const release = (): void => {
    clearTimeout(timer);
    clearTimeout(bodyTimer);
    socket.off('data', onData).off('end', onEnd).off('error', onError).off('close', onEnd);
  };
  const fail = (head: HttpHead | null, body: string, end: SocketEnd): void => {
    release();
    socket.on('error', () => undefined);
    socket.destroy();
    done({ kind: 'failed', report: report(head, body, ''), end });
  };
  const refused = (head: HttpHead, body: string): void =>
    fail(head, body, { kind: 'refused', by: 'server', code: null, reason: statusLine(head) });
  const broken = (head: HttpHead | null, reason: string): void =>
    fail(head, '', { kind: 'protocol-error', by: 'client', code: null, reason });
  /** A refusal whose body is missing or cut is a refusal still. */
  const orRefused = (end: () => SocketEnd): void => {
    const partial = reader.partial();
    if (partial) refused(partial.head, partial.body);
    else fail(null, '', end());
  };

  const onData = (chunk: Buffer): void => {
    const progress = reader.push(chunk);
    if (reader.head && answered === null) {
      answered = now();
      bodyTimer = setTimeout(() => orRefused(timedOut), BODY_WAIT_MS);
    }
    if (progress.kind === 'not-http') broken(null, progress.sentence);
    if (progress.kind === 'answered') refused(progress.head, progress.body);
    if (progress.kind !== 'switched') return;
    const checked = checkUpgrade(progress.head, upgrade.key, request.subprotocols);
    if ('problem' in checked) {
      broken(progress.head, checked.problem);
      return;
    }
    release();
    done({
      kind: 'upgraded',
      socket,
      rest: progress.rest,
      report: report(progress.head, '', checked.subprotocol),
    });
  };
  const onEnd = (): void =>
    orRefused(() => ({
      kind: 'fin',
      by: 'server',
      code: null,
      reason:
        reader.bytesSoFar > 0
          ? 'The server closed the connection in the middle of its answer.'
          : 'The server closed the connection without an answer.',
    }));
  const onError = (error: Error): void => orRefused(() => endOfError(error, transport.stage()));
  const timedOut = (): SocketEnd => ({
    kind: 'timeout',
    by: 'client',
    code: null,
    reason: `${waitedFor[transport.stage()]} within ${request.timeoutMs} ms.`,
  });
  const onTimeout = (): void => orRefused(timedOut);

  socket.on('data', onData).on('end', onEnd).on('error', onError).on('close', onEnd);
  return {
    abort() {
      release();
      socket.on('error', () => undefined);
      socket.destroy();
    },
  };
}

const waitedFor = {
  tcp: 'The server did not answer the connection attempt',
  tls: 'The TLS handshake was not finished',
  http: 'The server took the connection but did not answer the upgrade request',
  open: 'The server did not answer',
} as const;

function statusLine(head: HttpHead): string {
  return `${head.status} ${head.statusText}`.trim();
}
