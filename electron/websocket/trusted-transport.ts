import { type Connected, openTransport, type Route, type Transport } from './transport';
import type { SocketEnd } from '../../shared/model/tester';

/**
 * As `openTransport`. Where a certificate of ours would be shown to a server that is trusted by fingerprint alone, the
 * fingerprint is looked at on a connection of its own first: TLS shows ours before theirs could be compared.
 */
export function openTrusted(
  route: Route,
  now: () => number,
  events: { ready: (connected: Connected) => void; failed: (end: SocketEnd) => void },
): Transport {
  const { tls } = route;
  if (!tls?.shows || tls.trust === undefined) return openTransport(route, now, events);
  const { ca } = tls.certificates;
  const bare: Route = {
    ...route,
    tls: { ...tls, shows: false, certificates: ca === undefined ? {} : { ca } },
  };
  let aborted = false;
  let current = openTransport(bare, now, {
    ready: ({ socket, tcp }) => {
      socket.on('error', () => undefined);
      tcp.destroy();
      if (!aborted) current = openTransport(route, now, events);
    },
    failed: events.failed,
  });
  return {
    get times() {
      return current.times;
    },
    stage: () => current.stage(),
    get seen() {
      return current.seen;
    },
    abort() {
      aborted = true;
      current.abort();
    },
  };
}
