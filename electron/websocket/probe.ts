import { randomUUID } from 'node:crypto';
import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { ConnectRequest, Diagnosis } from '../../shared/model/tester';
import type { LoggedFrame } from './frame-log';
import { until } from './session-until';
import { type SessionOptions, SocketSession } from './socket-session';

export interface ProbeRequest extends ConnectRequest {
  /** Whether a text message is sent and expected back. */
  echo: boolean;
}

/** Nobody waits longer for the goodbye of a probe. */
const CLOSE_MS = 1000;

/**
 * One real handshake, with an echo if asked for, and a proper close. Never rejects for what the network does; throws
 * `bad-request` for an address or header that can't be sent. A missing echo is said, but is not a failed upgrade.
 */
export async function probeHandshake(
  request: ProbeRequest,
  options: SessionOptions = {},
): Promise<HandshakeOutcome> {
  const at = new Date().toISOString();
  const session = new SocketSession(request, { closeTimeoutMs: CLOSE_MS, maxBytes: 1_048_576, ...options });
  try {
    await until(session, () => session.state().phase !== 'connecting');
    const { handshake, diagnosis } = session.state();
    const upgraded = session.state().phase !== 'ended';
    const echo = upgraded && request.echo ? await tryEcho(session, request.timeoutMs) : null;
    if (session.state().phase === 'open') session.close(1000, '');
    await until(session, () => session.state().phase === 'ended');
    return {
      url: request.url,
      at,
      status: handshake?.status ?? null,
      statusText: handshake?.statusText ?? '',
      ms: handshake?.timingsMs.total ?? 0,
      upgraded,
      diagnosis: echo ?? diagnosis ?? { id: 'unknown', sentence: 'The handshake ended without an answer.' },
    };
  } finally {
    session.dispose();
  }
}

/** Sends one text and waits for it to come back; other messages (greetings, broadcasts) are let pass. */
async function tryEcho(session: SocketSession, timeoutMs: number): Promise<Diagnosis | null> {
  const upgraded = session.state().diagnosis?.sentence ?? '';
  const text = `IIS Switchboard ${randomUUID()}`;
  let message = '';
  const echo = { seen: false };
  const started = performance.now();
  const stop = session.onFrame(({ direction, frame }: LoggedFrame) => {
    if (direction !== 'in' || (frame.opcode !== 'text' && frame.opcode !== 'continuation')) return;
    message = (frame.opcode === 'text' ? '' : message) + frame.payload.toString('utf8', 0, 200);
    if (message.length > 1000) message = message.slice(0, 1000);
    if (frame.fin && message === text) echo.seen = true;
  });
  if (session.state().phase === 'open') session.send({ kind: 'text', text });
  await until(session, () => echo.seen || session.state().phase === 'ended', { timeoutMs });
  stop();
  if (echo.seen) {
    const ms = Math.max(1, Math.round(performance.now() - started));
    return {
      id: 'upgraded',
      sentence: `${upgraded.replace(/\.$/, '')}, and it echoed a message in ${ms} ms.`,
    };
  }
  if (session.state().phase === 'ended') return session.state().diagnosis;
  return {
    id: 'upgraded',
    sentence: `${upgraded} A test message did not come back within ${timeoutMs} ms, as an application that does not echo would do.`,
  };
}
