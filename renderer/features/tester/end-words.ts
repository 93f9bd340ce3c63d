import type { SocketEnd, TesterState } from '../../../shared/model/tester';

/** Names of close codes (RFC 6455, section 7.4.1, and the IANA registry). */
const CLOSE_CODES = new Map<number, string>([
  [1000, 'normal closure'],
  [1001, 'going away'],
  [1002, 'protocol error'],
  [1003, 'unsupported data'],
  [1005, 'no code given'],
  [1006, 'no close frame'],
  [1007, 'data not as declared'],
  [1008, 'policy violation'],
  [1009, 'message too big'],
  [1010, 'extension missing'],
  [1011, 'internal error'],
  [1012, 'service restart'],
  [1013, 'try again later'],
  [1014, 'bad gateway'],
]);

export function closeCodeName(code: number): string {
  const name = CLOSE_CODES.get(code);
  if (name) return name;
  if (code >= 4000) return 'private use';
  return code >= 3000 ? 'registered by a library' : 'reserved';
}

/** Codes a client may send (1005, 1006 and 1015 never go over the wire). */
export const SENDABLE_CODES = [1000, 1001, 1002, 1003, 1007, 1008, 1009, 1011, 3000, 4000] as const;

/** Whether a client may send it (RFC 6455, section 7.4; IANA registered 1012 to 1014 later). */
export const mayBeSent = (code: number): boolean =>
  (code >= 3000 && code <= 4999) || (code >= 1000 && code <= 1014 && !(code >= 1004 && code <= 1006));

const side = (by: SocketEnd['by']): string => (by === 'server' ? 'the server' : 'the tester');

/** How the socket ended, in words for the last row of the log. */
export function endWords(end: SocketEnd): string {
  switch (end.kind) {
    case 'close': {
      const code = end.code === null ? 'without a code' : `with ${end.code} ${closeCodeName(end.code)}`;
      return `closed by ${side(end.by)} ${code}${end.reason === '' ? '' : `: “${end.reason}”`}`;
    }
    case 'fin':
      return `${side(end.by)} ended the connection (FIN) without a close frame`;
    case 'rst':
      return `${side(end.by)} cut the connection (RST) without a close frame`;
    case 'timeout':
      return 'no answer in time';
    case 'protocol-error':
      return `protocol error${end.reason === '' ? '' : `: ${end.reason}`}`;
    case 'refused':
      return end.reason === '' ? 'the handshake was refused' : `refused: ${end.reason}`;
    case 'tls-error':
      return `TLS failed${end.reason === '' ? '' : `: ${end.reason}`}`;
    case 'unreachable':
      return `not reached${end.reason === '' ? '' : `: ${end.reason}`}`;
  }
}

/** One word for the log's opcode column. */
export const endWord = (end: SocketEnd): string =>
  end.kind === 'close' ? 'closed' : end.kind === 'rst' ? 'cut' : 'ended';

/** Whether it ended as it should: by a close frame with a code that is no fault, or as it was told to here. */
export const endedWell = (end: SocketEnd): boolean =>
  dropped(end) ||
  (end.kind === 'close' && (end.code === null || end.code < 1002 || end.code === 1005 || end.code >= 3000));

/** Whether TCP was ended from here, without a close frame. */
export const dropped = ({ kind, by }: SocketEnd): boolean =>
  by === 'client' && (kind === 'fin' || kind === 'rst');

/** Whether it was told to stop before the server had answered. */
export const givenUp = ({ handshake, end }: TesterState): boolean =>
  handshake === null && end?.by === 'client' && (end.kind === 'close' || end.kind === 'fin');

export interface PhaseWords {
  text: string;
  state: 'good' | 'warning' | 'broken' | 'unknown';
}

/** The pill in the connect bar. */
export function phaseWords(state: TesterState | undefined): PhaseWords {
  if (!state) return { text: 'not connected', state: 'unknown' };
  if (state.phase === 'connecting') return { text: 'connecting', state: 'unknown' };
  if (state.phase === 'open') return { text: 'open', state: 'good' };
  if (state.phase === 'closing') return { text: 'closing', state: 'unknown' };
  const status = state.handshake?.status ?? null;
  if (status !== null && status !== 101) return { text: `refused with ${status}`, state: 'broken' };
  if (!state.end) return { text: 'ended', state: 'unknown' };
  if (givenUp(state)) return { text: 'given up', state: 'unknown' };
  if (dropped(state.end)) return { text: `dropped by ${state.end.kind.toUpperCase()}`, state: 'unknown' };
  if (endedWell(state.end)) return { text: 'closed', state: 'unknown' };
  return {
    text: state.end.kind === 'close' ? `closed ${state.end.code ?? ''}`.trim() : endWord(state.end),
    state: 'broken',
  };
}
