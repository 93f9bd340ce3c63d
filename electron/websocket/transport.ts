import net from 'node:net';
import tls from 'node:tls';
import type { SecureContextOptions } from 'node:tls';
import type { ProxyChoice, TlsReport } from '../../shared/model/connect';
import type { SocketEnd } from '../../shared/model/tester';
import { endOfError, type ConnectStage } from './connect-failure';
import { askProxy, type ProxyTalk } from './proxy-tunnel';
import { NOT_JUDGED, problemCode, tlsReportOf } from './trust-report';
import { tlsFailure } from './tls-failure';
import { trustedRoots } from './trusted-roots';

/** The whole way to where HTTP can be spoken. */
export interface Route {
  host: string;
  port: number;
  proxy: ProxyChoice | undefined;
  /** null for ws://. */
  tls: {
    serverName: string;
    /** Name that the certificate must be for. */
    checkedName: string;
    certificates: SecureContextOptions;
    /** Fingerprint of the one certificate that is taken although it isn't trusted. */
    trust: string | undefined;
    /** Whether `certificates` hold one of ours, which is shown to whoever asks: see trusted-transport.ts. */
    shows: boolean;
  } | null;
  localAddress?: string | undefined;
}

export interface TransportTimes {
  dns: number | null;
  tcp: number | null;
  tls: number | null;
}

export interface Transport {
  /** Milliseconds of each step that has been done; grows while connecting. */
  times: TransportTimes;
  stage: () => ConnectStage;
  /** What is known so far. */
  seen: { tls: TlsReport | undefined; proxy: ProxyTalk | undefined; remote: net.Socket };
  abort: () => void;
}

export interface Connected {
  socket: net.Socket;
  /** The TCP connection, which is `socket` itself without TLS. */
  tcp: net.Socket;
}

/** Names under .localhost are this machine, whatever its DNS says (RFC 6761 §6.3), as browsers have it. */
function nearby(host: string): string {
  return /\.localhost\.?$/i.test(host) ? 'localhost' : host;
}

/** A slow link must not lose its only good address to the next one (Node's own default is 250 ms). */
const ADDRESS_TIMEOUT_MS = 2000;

/**
 * Opens TCP, the proxy's tunnel and TLS, as far as the route has them, and calls `ready` when HTTP can be spoken, or
 * `failed`: exactly one of them, once. Nothing of a request leaves before the certificate was judged.
 */
export function openTransport(
  route: Route,
  now: () => number,
  events: { ready: (connected: Connected) => void; failed: (end: SocketEnd) => void },
): Transport {
  const times: TransportTimes = { dns: null, tcp: null, tls: null };
  let stage: ConnectStage = 'tcp';
  let mark = now();
  let over = false;
  const lap = (): number => {
    const before = mark;
    mark = now();
    return mark - before;
  };
  const first = route.proxy ?? route;
  const tcp = net.connect({
    host: nearby(first.host),
    port: first.port,
    autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS,
    ...(route.localAddress === undefined ? {} : { localAddress: route.localAddress }),
  });
  const seen: Transport['seen'] = { tls: undefined, proxy: undefined, remote: tcp };
  const fail = (end: SocketEnd): void => {
    if (over) return;
    over = true;
    tcp.on('error', ignore).destroy();
    events.failed(end);
  };
  const onError = (error: Error): void => fail(endOfError(error, stage));
  const onClose = (): void => fail(closedEarly());
  const onLookup = (): void => {
    // Emitted for literal addresses, too, where there was nothing to look up.
    if (net.isIP(first.host) === 0) times.dns = lap();
  };
  const ready = (socket: net.Socket): void => {
    if (over) return;
    over = true;
    stage = 'http';
    // A name that needed no looking up leaves its listener, and with it all of this.
    tcp.off('lookup', onLookup);
    for (const one of new Set([tcp, socket])) one.off('error', onError).off('close', onClose);
    if (socket !== tcp) tcp.on('error', ignore);
    events.ready({ socket, tcp });
  };
  const afterTcp = (): void => {
    if (route.tls === null) {
      ready(tcp);
      return;
    }
    stage = 'tls';
    mark = now();
    secure(
      tcp,
      route.tls,
      (report, socket) => {
        seen.tls = report;
        times.tls = lap();
        ready(socket);
      },
      (report, error) => {
        seen.tls = report;
        fail(endOfError(error, 'tls'));
      },
      (report, reason) => {
        seen.tls = report;
        times.tls = lap();
        fail({ kind: 'tls-error', by: 'client', code: null, reason, fault: 'tls-untrusted' });
      },
    );
  };

  tcp.setNoDelay(true);
  tcp.on('error', onError).on('close', onClose);
  tcp.once('lookup', onLookup);
  tcp.once('connect', () => {
    times.tcp = lap();
    if (!route.proxy) {
      afterTcp();
      return;
    }
    stage = 'proxy';
    seen.proxy = askProxy(tcp, route.proxy, route, afterTcp, fail);
  });
  return {
    times,
    stage: () => stage,
    seen,
    abort() {
      over = true;
      tcp.on('error', ignore).destroy();
    },
  };
}

const ignore = (): void => undefined;

function closedEarly(): SocketEnd {
  return {
    kind: 'fin',
    by: 'server',
    code: null,
    reason: 'The connection was closed before the request could be sent.',
  };
}

/** TLS over the connection, finished even with a server that isn't trusted, so that its chain can be shown; then judged. */
function secure(
  tcp: net.Socket,
  choice: NonNullable<Route['tls']>,
  ready: (report: TlsReport, socket: tls.TLSSocket) => void,
  failed: (report: TlsReport | undefined, error: Error) => void,
  distrusted: (report: TlsReport, reason: string) => void,
): void {
  const roots = choice.certificates.ca ?? trustedRoots();
  const socket = tls.connect({
    socket: tcp,
    servername: choice.serverName,
    ALPNProtocols: ['http/1.1'],
    rejectUnauthorized: false,
    ...choice.certificates,
    ...(roots && { ca: roots }),
    checkServerIdentity: (_name, certificate) => tls.checkServerIdentity(choice.checkedName, certificate),
  });
  const judged = { name: choice.checkedName, ca: roots };
  const onError = (error: Error): void => {
    const report = tlsReportOf(socket, choice.serverName, NOT_JUDGED, judged);
    failed(report.chain.length > 0 ? report : undefined, error);
  };
  socket.on('error', onError);
  socket.once('secureConnect', () => {
    const problem = socket.authorized ? null : (problemCode(socket) ?? 'unknown');
    const report = tlsReportOf(socket, choice.serverName, problem, judged);
    socket.off('error', onError);
    if (problem === null || (choice.trust !== undefined && report.chain[0]?.fingerprint === choice.trust)) {
      ready(report, socket);
      return;
    }
    socket.on('error', ignore).destroy();
    const reason =
      choice.trust === undefined ? (report.problem ?? '') : tlsFailure('ERR_TLS_CERT_UNLIKE').reason;
    distrusted(report, reason);
  });
}
