import type { SendRequest } from '../../shared/model/tester';
import type { SocketSession } from '../websocket/socket-session';

/** What is said, and how it ends. */
export interface Talk {
  /** Sent in this order. */
  messages: SendRequest[];
  /** The messages are sent again every so often, so many times in all; null: once. */
  repeat: { everyMs: number; times: number } | null;
  /** Sent as text messages as they come, after the messages; when they end, the socket is closed. Asked for once it is open. */
  lines?: (() => AsyncIterable<string>) | undefined;
  /**
   * How long to wait for answers before closing; with sends, as many answers as sends end the wait sooner. null: with
   * sends until nothing came for two seconds, without any a moment for a greeting.
   */
  waitMs: number | null;
  /** Answers don't end that wait. */
  listens?: boolean | undefined;
  /** How it is ended. */
  close: { how: 'close'; code: number | null; reason: string } | { how: 'fin' | 'rst' };
  /** Ends it early; what was seen by then is the answer. */
  interrupted?: AbortSignal | undefined;
}

const QUIET_MS = 2000;
const GREETING_MS = 250;

/** One conversation; resolves when the socket has ended. `seen` is called after each change. Rejects where something can't be sent. */
export function talk(session: SocketSession, options: Talk, seen: () => void): Promise<void> {
  const { messages, close, repeat, lines, waitMs, listens, interrupted } = options;
  const expected =
    messages.filter(({ kind }) => kind !== 'ping' && kind !== 'pong').length * (repeat?.times ?? 1);
  const talks = messages.length > 0 || lines !== undefined;
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    let answers = 0;
    let sent = false;
    let reading = lines !== undefined;
    const attempt = (work: () => void): void => {
      try {
        work();
      } catch (error) {
        clearTimeout(timer);
        reject(error instanceof Error ? error : new Error(String(error)));
      }
    };
    const closeNow = (): void => {
      clearTimeout(timer);
      const { phase } = session.state();
      if (phase === 'connecting') session.close();
      if (phase !== 'open') return;
      if (close.how === 'close') session.close(close.code, close.reason);
      else session.drop(close.how);
    };
    const wait = (ms: number): void => {
      clearTimeout(timer);
      if (!reading) timer = setTimeout(() => attempt(closeNow), ms);
    };
    const quietMs = (): number => Math.max(QUIET_MS, repeat ? repeat.everyMs * 2 : 0);
    const readLines = async (from: AsyncIterable<string>): Promise<void> => {
      for await (const text of from) {
        if (session.state().phase !== 'open') return;
        session.send({ kind: 'text', text });
      }
      reading = false;
      wait(waitMs ?? QUIET_MS);
    };
    const sendAll = (): void => {
      sent = true;
      const sending = repeat ? repeat.everyMs * repeat.times : 0;
      wait(waitMs ?? sending + (talks ? QUIET_MS : GREETING_MS));
      for (const message of messages) {
        if (session.state().phase !== 'open') return;
        if (repeat) session.repeat(message, repeat.everyMs, repeat.times);
        else session.send(message);
      }
      if (lines) readLines(lines()).catch(reject);
    };
    session.onFrame(({ direction, frame }) => {
      if (direction !== 'in' || frame.opcodeBits >= 8) return;
      if (frame.fin) answers += 1;
      if (waitMs === null && talks) wait(quietMs());
      // Not inside the event: the frame is being read still.
      if (!reading && !listens && expected > 0 && answers >= expected) setImmediate(() => attempt(closeNow));
    });
    session.onChange(() =>
      attempt(() => {
        seen();
        const { phase } = session.state();
        if (phase === 'ended') {
          clearTimeout(timer);
          resolve();
        } else if (phase === 'open' && !sent) sendAll();
      }),
    );
    if (interrupted?.aborted) closeNow();
    else interrupted?.addEventListener('abort', () => attempt(closeNow), { once: true });
  });
}
