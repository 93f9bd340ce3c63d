import { AppError } from '../../shared/errors';
import {
  ConnectRequest,
  type FrameDetail,
  type SocketEnd,
  type TesterState,
} from '../../shared/model/tester';
import { SocketSession } from '../websocket/socket-session';
import { EXIT } from './output';
import { socketJson, socketText } from './socket-output';

export interface SocketOptions {
  url: string;
  /** Text messages, sent in this order. */
  send: string[];
  subprotocols: string[];
  /** "Name: value". */
  headers: string[];
  /**
   * How long to wait for answers before closing; with sends, as many answers as sends end the wait sooner. null: with
   * sends until nothing came for two seconds, without any a moment for a greeting.
   */
  waitMs: number | null;
  json: boolean;
  out: (line: string) => void;
}

/** How long the upgrade may take, in seconds. */
export const HANDSHAKE_S = 30;
const QUIET_MS = 2000;
const GREETING_MS = 250;
/** All of a session's frames are read; more than this is no session by hand. */
const MAX_FRAMES = 100_000;

/**
 * Connects, sends, waits, closes with 1000 and prints what was seen. Answers the exit code: 0 upgraded and properly
 * closed, 1 refused, cut or closed with an error. Throws `bad-request` where it can't be tried; nothing is printed then.
 */
export async function runSocket(options: SocketOptions): Promise<number> {
  const session = new SocketSession(requestOf(options));
  const { state, frames } = await converse(session, options).finally(() => session.dispose());
  const end: SocketEnd = state.end ?? {
    kind: 'timeout',
    by: 'client',
    code: null,
    reason: 'It did not end.',
  };
  if (options.json) options.out(JSON.stringify(socketJson(state, end, frames), null, 2));
  else for (const line of socketText(state, end, frames)) options.out(line);
  return isGood(state, end) ? EXIT.good : EXIT.notGood;
}

function isGood(state: TesterState, end: SocketEnd): boolean {
  return state.handshake?.status === 101 && end.kind === 'close' && state.diagnosis?.id === 'closed-normally';
}

function requestOf(options: SocketOptions): ConnectRequest {
  const headers = options.headers.map((text) => {
    const at = text.indexOf(':');
    if (at <= 0)
      throw new AppError(
        'bad-request',
        `"${text.slice(0, 80)}" is no header; write it like --header "Name: value".`,
      );
    return { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
  });
  const asked = {
    url: options.url,
    subprotocols: options.subprotocols,
    headers,
    timeoutMs: HANDSHAKE_S * 1000,
  };
  const parsed = ConnectRequest.safeParse(asked);
  if (parsed.success) return parsed.data;
  throw new AppError('bad-request', sentenceFor(String(parsed.error.issues[0]?.path[0] ?? '')));
}

function sentenceFor(part: string): string {
  if (part === 'headers')
    return 'A header is not sound: at most 64, with a plain name and a value without line breaks.';
  if (part === 'subprotocols')
    return 'A subprotocol is not sound: at most 16 names without spaces or commas.';
  return 'The address must have 1 to 4,096 characters, like ws://server/path.';
}

/** One conversation; resolves when the socket has ended. */
function converse(
  session: SocketSession,
  options: SocketOptions,
): Promise<{ state: TesterState; frames: FrameDetail[] }> {
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let answers = 0;
    let sent = false;
    const settled = (): boolean => options.send.length > 0 && answers >= options.send.length;
    const closeNow = (): void => {
      clearTimeout(timer);
      if (session.state().phase === 'open') session.close(1000, '');
    };
    const wait = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(closeNow, ms);
    };
    const sendAll = (): void => {
      sent = true;
      wait(options.waitMs ?? (options.send.length > 0 ? QUIET_MS : GREETING_MS));
      for (const text of options.send)
        if (session.state().phase === 'open') session.send({ kind: 'text', text });
    };
    const finish = (): void => {
      clearTimeout(timer);
      const { firstKept, frames } = session.state();
      const from = Math.max(firstKept, frames - MAX_FRAMES);
      const all = Array.from({ length: frames - from }, (_, at) => session.frame(from + at));
      resolve({ state: session.state(), frames: all });
    };
    session.onFrame(({ direction, frame }) => {
      if (
        direction !== 'in' ||
        frame.opcode === 'close' ||
        frame.opcode === 'ping' ||
        frame.opcode === 'pong'
      )
        return;
      if (frame.fin) answers += 1;
      if (options.waitMs === null && options.send.length > 0) wait(QUIET_MS);
      // Not inside the event: the frame is being read still.
      if (settled()) setImmediate(closeNow);
    });
    session.onChange(() => {
      try {
        if (session.state().phase === 'ended') finish();
        else if (session.state().phase === 'open' && !sent) sendAll();
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    });
  });
}
