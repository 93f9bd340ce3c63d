import type { ConnectRequest } from '../../shared/model/connect';
import type { Diagnosis } from '../../shared/model/tester';
import type { OriginProbeResult, OriginTry } from '../../shared/model/tester-runs';
import type { RunContext } from './idle-probe';
import { until } from './session-until';
import { type SessionOptions, SocketSession } from './socket-session';
import { parseSocketUrl } from './socket-url';

/** A name that can be nobody's (RFC 6761 §6.4). */
const FOREIGN = 'https://foreign-site.invalid';
/** Some servers upgrade first and close then. */
const AFTER_MS = 400;

/**
 * Asks for the upgrade without an Origin, with the server's own, with a foreign one and with "null", one after another,
 * and says whether pages of other sites may open this socket (cross-site WebSocket hijacking). Sends no message.
 */
export async function originProbe(
  request: ConnectRequest,
  { progress, signal }: RunContext<{ tries: OriginTry[] }>,
  options: SessionOptions = {},
): Promise<OriginProbeResult> {
  const url = parseSocketUrl(request.url);
  const own = `${url.secure ? 'https' : 'http'}://${url.authority}`;
  const headers = request.headers.filter(({ name }) => name.toLowerCase() !== 'origin');
  const tries: OriginTry[] = [];
  for (const origin of [null, own, FOREIGN, 'null']) {
    if (signal.aborted) break;
    tries.push(await oneTry({ ...request, headers, origin: origin ?? undefined }, signal, options));
    progress({ tries: [...tries] });
  }
  return { tries, diagnosis: verdict(tries, own) };
}

async function oneTry(
  request: ConnectRequest,
  signal: AbortSignal,
  options: SessionOptions,
): Promise<OriginTry> {
  const session = new SocketSession(request, { closeTimeoutMs: 1000, maxBytes: 1_048_576, ...options });
  try {
    const over = (): boolean => session.state().phase === 'ended';
    await until(session, () => session.state().phase !== 'connecting', { signal });
    await until(session, over, { timeoutMs: AFTER_MS, signal });
    const upgraded = !over();
    if (session.state().phase === 'open') session.close(1000, '');
    await until(session, over, { timeoutMs: 1500 });
    const { handshake, diagnosis } = session.state();
    return {
      origin: request.origin ?? null,
      status: handshake?.status ?? null,
      upgraded,
      sentence: upgraded
        ? 'The socket was opened and stayed open.'
        : (diagnosis?.sentence ?? 'It did not open.'),
    };
  } finally {
    session.dispose();
  }
}

function verdict(tries: readonly OriginTry[], own: string): Diagnosis {
  const takes = (origin: string | null): boolean | undefined =>
    tries.find((one) => one.origin === origin)?.upgraded;
  if (tries.length < 4) return { id: 'origin-unknown', sentence: 'Stopped before all was tried.' };
  if (takes(FOREIGN))
    return {
      id: 'origin-any',
      sentence: `The server opens the socket for a page of any site (Origin: ${FOREIGN}): where it knows its users by cookie or Windows sign-in, a foreign page can act in their name; let the application compare Origin with its own names.`,
    };
  if (takes('null'))
    return {
      id: 'origin-null',
      sentence:
        'The server refuses a foreign Origin but takes "null", which sandboxed frames and local files send: a foreign page can be made to send it; refuse it, too.',
    };
  if (takes(own))
    return {
      id: 'origin-checked',
      sentence: `The server checks Origin: its own (${own}) is taken, a foreign one refused.`,
    };
  if (takes(null))
    return {
      id: 'origin-others',
      sentence: `The server opens the socket without an Origin, but takes neither a foreign one nor ${own}: it has a list with other names.`,
    };
  return {
    id: 'origin-unknown',
    sentence: `The socket was opened in no case, so nothing can be said about Origin: ${tries[0]?.sentence ?? ''}`,
  };
}
