import net from 'node:net';
import tls from 'node:tls';
import type { ConnectStage } from './connect-failure';
import type { SocketUrl } from './socket-url';
import { trustedRoots } from './trusted-roots';

export interface TransportTimes {
  dns: number | null;
  tcp: number | null;
  tls: number | null;
}

export interface Transport {
  socket: net.Socket;
  /** Milliseconds of each step that has been done; grows while connecting. */
  times: TransportTimes;
  stage: () => ConnectStage;
}

/** Names under .localhost are this machine, whatever its DNS says (RFC 6761 §6.3), as browsers have it. */
function nearby(host: string): string {
  return /\.localhost\.?$/i.test(host) ? 'localhost' : host;
}

/** A slow link must not lose its only good address to the next one (Node's own default is 250 ms). */
const ADDRESS_TIMEOUT_MS = 2000;

/**
 * Opens TCP, and TLS for wss://, and calls `ready` when HTTP can be spoken. Certificates are verified. Errors come
 * on the socket; `stage` says how far it was. `ca`: trusted authorities instead of the usual ones.
 */
export function openTransport(
  url: SocketUrl,
  options: { now: () => number; ca?: string | undefined },
  ready: () => void,
): Transport {
  const times: TransportTimes = { dns: null, tcp: null, tls: null };
  let stage: ConnectStage = 'tcp';
  let mark = options.now();
  const lap = (): number => {
    const before = mark;
    mark = options.now();
    return mark - before;
  };
  const where = {
    host: nearby(url.host),
    port: url.port,
    autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS,
  };
  const roots = options.ca ?? trustedRoots();
  const socket = url.secure
    ? tls.connect({
        ...where,
        servername: url.serverName,
        ALPNProtocols: ['http/1.1'],
        ...(roots && { ca: roots }),
      })
    : net.connect(where);
  socket.setNoDelay(true);
  socket.once('lookup', () => {
    // Emitted for literal addresses, too, where there was nothing to look up.
    if (net.isIP(url.host) === 0) times.dns = lap();
  });
  socket.once('connect', () => {
    times.tcp = lap();
    if (url.secure) {
      stage = 'tls';
      return;
    }
    stage = 'http';
    ready();
  });
  socket.once('secureConnect', () => {
    times.tls = lap();
    stage = 'http';
    ready();
  });
  return { socket, times, stage: () => stage };
}
