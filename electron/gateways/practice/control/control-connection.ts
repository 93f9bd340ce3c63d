import type { Socket } from 'node:net';
import { LineReader, parseLine } from './lines';
import { ControlRequest, MAX_REQUEST_BYTES, type ControlMessage } from './protocol';

const HELLO_WITHIN_MS = 5_000;
const LINGER_MS = 1_000;
/** A client that doesn't read its news is let go. */
const MAX_BACKLOG_BYTES = 64 * 1024 * 1024;

interface ConnectionOptions {
  isToken: (token: string) => boolean;
  /** Never rejects. */
  answer: (request: ControlRequest) => Promise<ControlMessage>;
  /** Called once the token was shown; answers what ends it. */
  subscribe: (send: (message: ControlMessage) => void) => () => void;
  onRefused: (sentence: string) => void;
}

/** One client of the control port. The first thing that isn't a sound request from somebody with the token ends it. */
export function serveControl(
  socket: Socket,
  { isToken, answer, subscribe, onRefused }: ConnectionOptions,
): void {
  let unsubscribe: (() => void) | undefined;
  const late = setTimeout(() => socket.destroy(), HELLO_WITHIN_MS);

  const send = (message: ControlMessage): void => {
    if (socket.writableLength > MAX_BACKLOG_BYTES) socket.destroy();
    else if (socket.writable) socket.write(`${JSON.stringify(message)}\n`);
  };
  const refuse = (sentence: string): void => {
    onRefused(sentence);
    reader.end();
    send({ id: 0, ok: false, error: { code: 'bad-request', message: sentence } });
    socket.end();
    // Whoever goes on sending is not listened to for long.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
  const take = (text: string): void => {
    const request = ControlRequest.safeParse(parseLine(text));
    if (!request.success) {
      refuse('That is not a request the practice server knows.');
      return;
    }
    const { data } = request;
    if (data.op === 'hello') {
      if (!isToken(data.token)) {
        refuse('The token is not the one of this practice server.');
        return;
      }
      clearTimeout(late);
      unsubscribe ??= subscribe(send);
      send({ id: data.id, ok: true, data: { pid: process.pid } });
      return;
    }
    if (!unsubscribe) {
      refuse('The first request must bring the token.');
      return;
    }
    void answer(data).then(send);
  };
  const reader = new LineReader(MAX_REQUEST_BYTES, take, () =>
    refuse('The request is longer than any the practice server knows.'),
  );
  socket.setNoDelay(true);
  socket.on('data', (chunk: Buffer) => reader.push(chunk));
  socket.on('error', () => socket.destroy());
  socket.once('close', () => {
    clearTimeout(late);
    reader.end();
    unsubscribe?.();
  });
}
