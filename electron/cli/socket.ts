import type {
  ConnectRequest,
  FrameDetail,
  SendRequest,
  SocketEnd,
  TesterState,
} from '../../shared/model/tester';
import { SocketSession } from '../websocket/socket-session';
import { EXIT } from './output';
import { type ExportPlace, exportTo } from './socket-keep';
import { socketJson, socketText } from './socket-output';

export interface SocketOptions {
  connect: ConnectRequest;
  /** Sent in this order. */
  messages: SendRequest[];
  /** The messages are sent again every so often, so many times in all; null: once. */
  repeat: { everyMs: number; times: number } | null;
  /**
   * How long to wait for answers before closing; with sends, as many answers as sends end the wait sooner. null: with
   * sends until nothing came for two seconds, without any a moment for a greeting.
   */
  waitMs: number | null;
  /** How it is ended. */
  close: { how: 'close'; code: number | null; reason: string } | { how: 'fin' | 'rst' };
  /** Whether request and answer are printed as they went over the wire. */
  raw: boolean;
  json: boolean;
  /** The session is written there, too. */
  exportTo?: ExportPlace | undefined;
  out: (line: string) => void;
}

const QUIET_MS = 2000;
const GREETING_MS = 250;
/** All of a session's frames are read; more than this is no session by hand. */
const MAX_FRAMES = 100_000;

/**
 * Connects, sends, waits, closes with 1000 and prints what was seen. Answers the exit code: 0 upgraded and properly
 * closed, 1 refused, cut or closed with an error. Throws `bad-request` where it can't be tried; nothing is printed then.
 */
export async function runSocket(options: SocketOptions): Promise<number> {
  const session = new SocketSession(options.connect);
  const { state, frames } = await heard(session, options).finally(() => session.dispose());
  const end: SocketEnd = state.end ?? {
    kind: 'timeout',
    by: 'client',
    code: null,
    reason: 'It did not end.',
  };
  if (options.json) options.out(JSON.stringify(socketJson(state, end, frames), null, 2));
  else for (const line of socketText(state, end, frames, options.raw)) options.out(line);
  return isGood(state, end, options) ? EXIT.good : EXIT.notGood;
}

function isGood(state: TesterState, end: SocketEnd, { close }: SocketOptions): boolean {
  const asked = close.how !== 'close' && end.by === 'client' && end.kind === close.how;
  if (asked) return state.handshake?.status === 101;
  return state.handshake?.status === 101 && end.kind === 'close' && state.diagnosis?.id === 'closed-normally';
}

async function heard(session: SocketSession, options: SocketOptions): ReturnType<typeof converse> {
  const all = await converse(session, options);
  if (options.exportTo) await exportTo(session, options.exportTo);
  return all;
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
    const { messages, close, repeat } = options;
    const expected =
      messages.filter(({ kind }) => kind !== 'ping' && kind !== 'pong').length * (repeat?.times ?? 1);
    const talks = messages.length > 0;
    const settled = (): boolean => expected > 0 && answers >= expected;
    const closeNow = (): void => {
      clearTimeout(timer);
      if (session.state().phase !== 'open') return;
      if (close.how === 'close') session.close(close.code, close.reason);
      else session.drop(close.how);
    };
    const wait = (ms: number): void => {
      clearTimeout(timer);
      timer = setTimeout(closeNow, ms);
    };
    const sendAll = (): void => {
      sent = true;
      const sending = repeat ? repeat.everyMs * repeat.times : 0;
      wait(options.waitMs ?? sending + (talks ? QUIET_MS : GREETING_MS));
      for (const message of messages) {
        if (session.state().phase !== 'open') return;
        if (repeat) session.repeat(message, repeat.everyMs, repeat.times);
        else session.send(message);
      }
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
      if (options.waitMs === null && talks) wait(Math.max(QUIET_MS, repeat ? repeat.everyMs * 2 : 0));
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
