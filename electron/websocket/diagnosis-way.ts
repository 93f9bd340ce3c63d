import type { Diagnosis, SocketEnd } from '../../shared/model/tester';
import type { Seen } from './diagnosis';
import { type HopTimeout, quietWords } from './idle-hops';

/** Soon after the upgrade; later a cut has other reasons. */
const SOON_MS = 10_000;

/**
 * ARR passes the client's Sec-WebSocket-Extensions on but does not speak the extension: 101, and then death at the first
 * frame (facts sheet, section 6).
 */
export function compressionMismatch({ handshake, received, lasted }: Seen, end: SocketEnd): Diagnosis | null {
  if (handshake?.status !== 101) return null;
  const agreed = handshake.extensions !== undefined;
  const offered = /^sec-websocket-extensions:/im.test(handshake.requestText);
  const mend =
    'connect with compression off to be sure, then let the proxy take the header away (HTTP_SEC_WEBSOCKET_EXTENSIONS set to "") or switch compression off in the application';
  if (end.kind === 'protocol-error') {
    if (end.fault === 'inflate-failed')
      return {
        id: 'compression-mismatch',
        sentence: `Upgraded with permessage-deflate, then a message came that is not compressed as agreed; something on the way changes frames: ${mend}.`,
      };
    if (end.fault !== 'reserved-bits' || agreed || !/^[c4][12]/i.test(end.bytes ?? '')) return null;
    return {
      id: 'compression-mismatch',
      sentence: offered
        ? `Upgraded without compression, then the server sent a compressed frame (RSV1): the application behind the proxy believes that it was agreed; ${mend}.`
        : 'Upgraded without compression, which was not offered, then the server sent a frame with RSV1 as if it were compressed: a proxy in between added the extension.',
    };
  }
  const dropped = end.kind === 'fin' || end.kind === 'rst' || (end.kind === 'close' && end.code === 1002);
  if (!agreed || !dropped || end.by !== 'server') return null;
  if ((received ?? 0) > 2 || (lasted?.openMs ?? Infinity) > SOON_MS) return null;
  return {
    id: 'compression-mismatch',
    sentence: `Upgraded with permessage-deflate agreed, then cut before a single message came: ARR and other proxies pass the extension on without speaking it; ${mend}.`,
  };
}

/** Shorter silences prove nothing. */
const IDLE_FROM_MS = 4000;

/** A cut after a silence: how long it was, and whose time-out that is. */
export function idleCut(
  { lasted }: Pick<Seen, 'lasted'>,
  end: SocketEnd,
  known: readonly HopTimeout[] = [],
): Diagnosis | null {
  const quietMs = lasted?.quietMs;
  if (quietMs === undefined || quietMs < IDLE_FROM_MS || end.by !== 'server') return null;
  const way = { fin: 'by FIN', rst: 'by RST', close: 'by a close frame' } as const;
  if (end.kind !== 'fin' && end.kind !== 'rst' && end.kind !== 'close') return null;
  // A server that closes properly with a reason of its own says more than its silence.
  if (
    end.kind === 'close' &&
    end.code !== null &&
    end.code !== 1006 &&
    end.code !== 1001 &&
    end.code !== 1011
  )
    return null;
  const code = end.kind === 'close' && end.code !== null ? ` with ${end.code}` : '';
  return {
    id: 'idle-cut',
    sentence: `Cut ${way[end.kind]}${code} ${quietWords(quietMs, known)}: let the server ping more often than that (webSocket/pingInterval, or the application), or raise that time-out.`,
  };
}
