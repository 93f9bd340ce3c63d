import type { WebSocket } from 'ws';
import type { Cancel, ScaledClock } from '../clock';

type Message = Parameters<WebSocket['send']>[0];

/** What a socket's path does. Any path echoes. */
export type Service = 'echo' | 'broadcast' | 'slow-echo';

const SLOW_MS = 2_000;
/** Above it a client that sends but doesn't read is not read from either. */
const MAX_WAITING_BYTES = 1024 * 1024;
const MAX_WAITING_MESSAGES = 1_000;
/** A socket that lets this much of a broadcast pile up is cut. */
const MAX_BACKLOG_BYTES = 16 * 1024 * 1024;

/** Of a path within its application: "/chat/slow-echo?x" in application "/chat" is slow-echo. */
export function serviceOf(url: string, application: string): Service {
  const path = (url.split('?')[0] ?? '/').toLowerCase();
  const base = application.toLowerCase().replace(/\/+$/, '');
  const rest = (path.startsWith(base) ? path.slice(base.length) : path).replace(/\/+$/, '');
  if (rest === '/broadcast') return 'broadcast';
  return rest === '/slow-echo' ? 'slow-echo' : 'echo';
}

interface ServeOptions {
  service: Service;
  clock: ScaledClock;
  /** Every open socket of the site. */
  siblings: () => Iterable<WebSocket>;
}

/** Answers a socket's messages until it ends. */
export function serve(socket: WebSocket, { service, clock, siblings }: ServeOptions): void {
  const waiting = new Set<Cancel>();
  const answer = (data: Message, binary: boolean): void => {
    socket.send(data, { binary }, () => {
      if (socket.isPaused && calm()) socket.resume();
    });
    if (!calm()) socket.pause();
  };
  const calm = (): boolean =>
    socket.bufferedAmount < MAX_WAITING_BYTES && waiting.size < MAX_WAITING_MESSAGES;
  const later = (data: Message, binary: boolean): void => {
    const cancel = clock.after(SLOW_MS, () => {
      waiting.delete(cancel);
      answer(data, binary);
    });
    waiting.add(cancel);
    if (!calm()) socket.pause();
  };
  socket.on('message', (data, binary) => {
    const message: Message = Array.isArray(data) ? Buffer.concat(data) : data;
    if (service === 'broadcast') broadcast(siblings(), message, binary);
    else if (service === 'slow-echo') later(message, binary);
    else answer(message, binary);
  });
  socket.once('close', () => {
    for (const cancel of waiting) cancel();
  });
}

function broadcast(sockets: Iterable<WebSocket>, message: Message, binary: boolean): void {
  for (const socket of sockets) {
    if (socket.bufferedAmount > MAX_BACKLOG_BYTES) socket.terminate();
    else socket.send(message, { binary });
  }
}
