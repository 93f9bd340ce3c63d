import { embed, lowered } from '../../shared/words';
import type { Diagnosis, SocketEnd } from '../../shared/model/tester';
import { closeMeaning } from './close-codes';
import { diagnoseTls, placeOf } from './diagnosis-tls';
import type { Seen } from './diagnosis';

type Say = (seen: Seen, end: SocketEnd) => Diagnosis;

/** What an end without an HTTP refusal means. */
export function diagnoseEnd(seen: Seen, end: SocketEnd): Diagnosis {
  return upgraded(seen) ? afterUpgrade[end.kind](seen, end) : beforeUpgrade[end.kind](seen, end);
}

/** A 101 that failed its checks was no upgrade. */
function upgraded({ handshake, end }: Seen): boolean {
  return handshake?.status === 101 && !(end?.kind === 'protocol-error' && end.code === null);
}

const say =
  (id: string, sentence: (reason: string, seen: Seen, end: SocketEnd) => string): Say =>
  (seen, end) => ({ id, sentence: sentence(embed(end.reason), seen, end) });

const silences = new Map([
  [
    'silent-tcp',
    'a firewall drops the packets, the address leads to another network, or the computer is off',
  ],
  [
    'silent-tls',
    'the port takes connections but does not speak TLS, as an http binding or another protocol; use ws://, or the port of the https binding',
  ],
  [
    'silent-http',
    'the application hangs, its queue is full, or on a client edition of Windows there are more sockets than it serves at a time (it queues the rest)',
  ],
]);

const timeout = say(
  'timeout',
  (reason, _seen, { fault = '' }) =>
    `${reason}: ${silences.get(fault) ?? 'a firewall that drops packets, a full queue, or on a client edition of Windows more sockets than it serves at a time (it queues the rest)'}.`,
);
const unreachable: Say = (seen, end) => {
  if (end.by === 'server')
    return {
      id: 'nothing-listens',
      sentence: `Nothing listens on ${placeOf(seen.url)}: the site is stopped, its binding has another port or address, or a firewall rejects the connection.`,
    };
  return {
    id: 'unreachable',
    sentence: `${new URL(seen.url).hostname} can't be reached: ${lowered(end.reason)}`,
  };
};
const beforeUpgrade: Record<SocketEnd['kind'], Say> = {
  close: say('given-up', () => 'Given up before the server answered.'),
  fin: (seen, end) =>
    end.by === 'client'
      ? { id: 'given-up', sentence: 'Given up before the server answered.' }
      : say(
          'cut-fin',
          (reason) =>
            `${reason}: the site may have stopped just then, ${plain(seen.url) ? 'the binding is https (try wss://), ' : ''}or the port is not one of HTTP.`,
        )(seen, end),
  rst: say(
    'cut-rst',
    () =>
      'The connection was reset before the upgrade was answered: the worker process ended just then, a firewall or proxy cut it, or the binding is https and the address says ws://.',
  ),
  timeout,
  'protocol-error': say('protocol-error', (reason, { handshake }, { fault }) => {
    if (handshake?.status === 101)
      return `The 101 is no valid upgrade: ${lowered(reason)}; a proxy or filter between here and the application answers or changes headers.`;
    return fault === 'half-header'
      ? `${reason}; the application, or a proxy before it, died or stopped while it wrote: its log says why.`
      : `${reason}.`;
  }),
  refused: say('refused', (reason) => `The upgrade was refused: ${reason}.`),
  'tls-error': diagnoseTls,
  unreachable,
};

/** Not the server's doing, but more than the tester takes. */
const tooMuch = say('message-too-big', (reason, _seen, end) => {
  const advice =
    announced(end.bytes) > MOST_BYTES
      ? 'no limit that can be set reaches that far: the application has to send less at a time, or these bytes are no frames at all'
      : 'set a higher limit for messages, up to 512 MB, to take it';
  return `Upgraded, then the tester's own limit ended the socket: ${lowered(reason)}; ${advice}.`;
});

/** What `maxMessageMb` can be set to at most (ConnectRequest). */
const MOST_BYTES = 512n * 1024n * 1024n;

/** The length in a frame's header of the long form, given as hex; 0 for any other. */
function announced(bytes = ''): bigint {
  const length = /^..(?:7f|ff)([0-9a-f]{16})/i.exec(bytes)?.[1];
  return length === undefined ? 0n : BigInt(`0x${length}`);
}

/** What comes where compressed bytes are read as frames, or frames as something else (facts sheet, section 6: ARR). */
const GARBLED = new Set(['reserved-bits', 'reserved-opcode']);

const brokenProtocol: Say = (seen, end) => {
  if (end.fault === 'too-big') return tooMuch(seen, end);
  const offered = /^sec-websocket-extensions:/im.test(seen.handshake?.requestText ?? '');
  const garbled = end.fault === 'reserved-bits' || (seen.firstFrame === true && GARBLED.has(end.fault ?? ''));
  const why =
    offered && garbled
      ? 'behind ARR this is most often compression (permessage-deflate) agreed past it, so connect with compression off to be sure'
      : 'the application, or a proxy before it, writes such frames';
  return {
    id: 'protocol-error',
    sentence: `Upgraded, then the server broke the protocol: ${lowered(embed(end.reason))}; ${why}.`,
  };
};

const resetLater = say(
  'cut-rst',
  () =>
    'The connection was reset without a close frame: the worker process was killed (crash, or shutdownTimeLimit over), or a firewall or proxy dropped it.',
);

/** The shortest time-out of ARR, a web farm's (facts sheet, section 1). */
const SHORTEST_PROXY_MS = 30_000;

function whyFin({ lasted }: Seen): string {
  const recycled =
    'that is how a socket ends when its pool is recycled or its application restarts without saying goodbye';
  if (lasted && lasted.openMs < SHORTEST_PROXY_MS)
    return `${recycled}, or when the application lets go of it; no usual time-out is over so soon`;
  return `${recycled}, or when a proxy's time-out (ARR: 120 s) is over`;
}

const afterUpgrade: Record<SocketEnd['kind'], Say> = {
  close: (_seen, end) => closed(end),
  fin: (seen, end) =>
    end.by === 'client'
      ? { id: 'given-up', sentence: 'The tester let go of the socket.' }
      : say('cut-fin', (reason) => `${reason}: ${whyFin(seen)}.`)(seen, end),
  rst: (seen, end) =>
    end.by === 'client'
      ? { id: 'given-up', sentence: 'The tester reset the connection.' }
      : resetLater(seen, end),
  timeout: say(
    'timeout',
    (reason) =>
      `Upgraded, but then: ${lowered(reason)}; the application, or a proxy before it, does not end its sockets as the protocol asks, or hangs.`,
  ),
  'protocol-error': brokenProtocol,
  refused: say('refused', (reason) => `The upgrade was refused: ${reason}.`),
  'tls-error': diagnoseTls,
  unreachable: say(
    'unreachable',
    (reason) => `Upgraded, then the way to the server was lost: ${lowered(reason)}.`,
  ),
};

function closed({ by, code, reason }: SocketEnd): Diagnosis {
  const who = by === 'client' ? 'the client' : 'the server';
  const said = `${code === null ? 'without a code' : `with ${code}`}${reason ? ` "${reason}"` : ''}`;
  const meaning = code === null ? '' : ` (${closeMeaning(code)})`;
  const normal = by === 'client' || code === null || code === 1000 || code === 1001;
  return {
    id: normal ? 'closed-normally' : 'closed-with-error',
    sentence: `Upgraded, and closed properly by ${who} ${said}${meaning}.`,
  };
}

const plain = (url: string): boolean => /^ws:/i.test(url);
