import type { SocketEnd } from '../../shared/model/tester';
import { type Connected, openTransport, type Route, type Transport } from './transport';

const FIRST =
  'the server insists on a client certificate before its own could be judged; look at its certificate and trust it by its fingerprint first';

/**
 * As `openTransport`. Where a certificate of ours would be shown, the server's is judged on a connection of its own
 * first, on which none is offered: TLS shows ours before the program could judge theirs.
 */
export function openTrusted(
  route: Route,
  now: () => number,
  events: { ready: (connected: Connected) => void; failed: (end: SocketEnd) => void },
): Transport {
  const { tls } = route;
  if (!tls?.shows) return openTransport(route, now, events);
  const { ca } = tls.certificates;
  const bare: Route = { ...route, tls: { ...tls, certificates: ca === undefined ? {} : { ca } } };
  let aborted = false;
  const showOurs = (): void => {
    if (!aborted) current = openTransport(route, now, events);
  };
  let current = openTransport(bare, now, {
    ready: ({ socket, tcp }) => {
      socket.on('error', () => undefined);
      tcp.destroy();
      showOurs();
    },
    failed: (end) => {
      // A server of TLS 1.2 that insists on a certificate breaks off here, but has shown its own before.
      const theirs = current.seen.tls?.chain[0]?.fingerprint;
      const brokenOff = end.kind === 'tls-error' && theirs !== undefined && current.stage() === 'tls';
      if (brokenOff && theirs === tls.trust) showOurs();
      else if (brokenOff && /client certificate/.test(end.reason)) events.failed({ ...end, reason: FIRST });
      else events.failed(end);
    },
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
