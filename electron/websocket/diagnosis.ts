import type { ProxyChoice } from '../../shared/model/connect';
import type { Diagnosis, HandshakeReport, Lasted, SocketEnd } from '../../shared/model/tester';
import { diagnoseEnd } from './diagnosis-end';
import { diagnoseAnswer } from './diagnosis-http';
import { diagnoseProxy } from './diagnosis-proxy';
import { compressionMismatch, idleCut } from './diagnosis-way';
import type { HopTimeout } from './idle-hops';

/** What is known of the site behind the address; what isn't is null. Makes a sentence exact that would be general. */
export interface SiteHint {
  site: string;
  /** Effective limits.maxConnections. */
  maxConnections: number | null;
  /** Open connections of the site now. */
  connections: number | null;
  /** State of the pool of the application: Started, Stopped… */
  poolState: string | null;
  pool?: string | undefined;
  /** Idle time-outs on the way to it that its configuration tells. */
  timeouts?: readonly HopTimeout[] | undefined;
}

export interface Seen {
  url: string;
  /** Subprotocols that were offered. */
  offered: readonly string[];
  /** The HTTP proxy that was asked for the way. */
  proxy?: ProxyChoice | undefined;
  handshake: HandshakeReport | null;
  /** null while the socket is open. */
  end: SocketEnd | null;
  /** Payload bytes that came. */
  received?: number | undefined;
  /** Whether the frame that broke the protocol was the first one that came. */
  firstFrame?: boolean | undefined;
  lasted?: Lasted | undefined;
}

/** One id and one sentence: what happened and what it means on IIS (facts sheet, section 6). Pure. */
export function diagnose(seen: Seen, hint: SiteHint | null = null): Diagnosis {
  const { handshake, end } = seen;
  if (end) {
    const byTheWay =
      diagnoseProxy(seen, end) ?? compressionMismatch(seen, end) ?? idleCut(seen, end, hint?.timeouts);
    if (byTheWay) return byTheWay;
    return end.kind === 'refused' && handshake ? diagnoseAnswer(handshake, hint) : diagnoseEnd(seen, end);
  }
  const ms = handshake ? ` in ${Math.round(handshake.timingsMs.total)} ms` : '';
  if (seen.offered.length > 0 && handshake?.subprotocol === '')
    return {
      id: 'no-subprotocol',
      sentence: `Upgraded with 101${ms}, but the server chose none of the offered subprotocols (${seen.offered.join(', ')}): browsers refuse such a socket.`,
    };
  return {
    id: 'upgraded',
    sentence: `Upgraded with 101${ms}: the whole path to the application takes WebSockets.`,
  };
}
