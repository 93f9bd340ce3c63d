import type { Diagnosis } from '../../shared/model/tester';
import type { IdleProbeProgress, IdleProbeRequest, IdleProbeResult } from '../../shared/model/tester-runs';
import { duration } from '../../shared/words';
import { until } from './session-until';
import { type SessionOptions, SocketSession } from './socket-session';

/** How long the server has to answer the ping that ends a pause. */
const PONG_MS = 10_000;
const PROGRESS_MS = 1000;

export interface RunContext<P> {
  progress: (progress: P) => void;
  signal: AbortSignal;
}

/**
 * Holds one quiet socket: a pause, a ping that must be answered, the next longer pause, until it is cut or all pauses
 * are over. A cut is timed as it comes, not by the pause. Throws `bad-request` for what can't be sent.
 */
export async function idleProbe(
  request: IdleProbeRequest,
  { progress, signal }: RunContext<IdleProbeProgress>,
  options: SessionOptions = {},
): Promise<IdleProbeResult> {
  const session = new SocketSession(request.connect, {
    closeTimeoutMs: 1000,
    maxBytes: 1_048_576,
    ...options,
  });
  const heldS: number[] = [];
  const pings = watchPings(session);
  const over = (): boolean => session.state().phase === 'ended';
  const result = (outcome: IdleProbeResult['outcome'], diagnosis: Diagnosis): IdleProbeResult => {
    const { end, lasted } = session.state();
    const cut = outcome === 'cut' ? (lasted?.quietMs ?? null) : null;
    return { outcome, heldS: heldS.at(-1) ?? 0, cutAfterMs: cut, serverPingMs: pings(), end, diagnosis };
  };
  try {
    await until(session, () => session.state().phase !== 'connecting', { signal });
    if (over()) return result('not-upgraded', sayNone(session));
    for (const pauseS of [...request.pausesS].sort((one, other) => one - other)) {
      const begun = performance.now();
      const tell = (): void =>
        progress({ pauseS, quietS: (performance.now() - begun) / 1000, heldS: [...heldS] });
      const ticking = setInterval(tell, PROGRESS_MS);
      tell();
      await until(session, over, { timeoutMs: pauseS * 1000, signal });
      clearInterval(ticking);
      if (signal.aborted) return result('stopped', say('idle-stopped', `Stopped; ${held(heldS)}.`));
      if (over()) return result('cut', sayCut(session, heldS));
      if (!(await answers(session, signal)))
        return over() ? result('cut', sayCut(session, heldS)) : result('lost', sayLost(pauseS, heldS));
      heldS.push(pauseS);
    }
    return result('held', sayHeld(heldS, pings()));
  } finally {
    if (session.state().phase === 'open') session.close(1000, '');
    await until(session, over, { timeoutMs: 1500 });
    session.dispose();
  }
}

/** Whether a ping comes back. */
async function answers(session: SocketSession, signal: AbortSignal): Promise<boolean> {
  let pong = false;
  const stop = session.onFrame(({ direction, frame }) => {
    if (direction === 'in' && frame.opcode === 'pong') pong = true;
  });
  session.send({ kind: 'ping', text: 'still there?' });
  await until(session, () => pong || session.state().phase === 'ended', { timeoutMs: PONG_MS, signal });
  stop();
  return pong;
}

/** Answers the shortest time between two pings of the server so far, or from the upgrade to its only one. */
function watchPings(session: SocketSession): () => number | null {
  let last: number | null = null;
  let shortest: number | null = null;
  session.onFrame(({ direction, frame, at }) => {
    if (direction !== 'in' || frame.opcode !== 'ping') return;
    const since = at - (last ?? session.state().handshake?.timingsMs.total ?? 0);
    shortest = Math.min(shortest ?? Infinity, since);
    last = at;
  });
  return () => shortest;
}

const say = (id: string, sentence: string): Diagnosis => ({ id, sentence });

function held(heldS: readonly number[]): string {
  const longest = heldS.at(-1);
  return longest === undefined
    ? 'no silence was outlived'
    : `the socket outlived ${duration(longest)} of silence`;
}

function sayNone(session: SocketSession): Diagnosis {
  return session.state().diagnosis ?? say('unknown', 'The handshake ended without an answer.');
}

function sayCut(session: SocketSession, heldS: readonly number[]): Diagnosis {
  const seen = sayNone(session);
  const before = heldS.length > 0 ? ` Before, ${held(heldS)}.` : '';
  const quietMs = session.state().lasted?.quietMs ?? 0;
  // So short a silence is no hop's by itself, but here it was held on purpose.
  const after =
    seen.id === 'idle-cut'
      ? ''
      : `Cut after ${(quietMs / 1000).toFixed(1)} s in which nothing came or went. `;
  return { ...seen, sentence: `${after}${seen.sentence}${before}` };
}

function sayLost(pauseS: number, heldS: readonly number[]): Diagnosis {
  return say(
    'idle-lost',
    `After ${duration(pauseS)} of silence the server no longer answered, and nothing had ended the connection: a firewall or address translation on the way forgot it; ${held(heldS)}.`,
  );
}

function sayHeld(heldS: readonly number[], serverPingMs: number | null): Diagnosis {
  if (serverPingMs !== null)
    return say(
      'idle-pinged',
      `Nothing cut the socket, but it was never silent: the server pings about every ${duration(Math.max(1, Math.round(serverPingMs / 1000)))}.`,
    );
  return say('idle-held', `Nothing cut the socket: ${held(heldS)}.`);
}
