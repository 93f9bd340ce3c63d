import { connect, type Socket } from 'node:net';
import { AppError } from '../../../../shared/errors';
import { LineReader, parseLine } from './lines';
import { ControlMessage, MAX_ANSWER_BYTES } from './protocol';

interface Waiting {
  resolve: (data: unknown) => void;
  reject: (error: AppError) => void;
  timer: NodeJS.Timeout;
}

interface LinkEvents {
  event(what: 'config' | 'runtime', revision: number): void;
  /** Once, after which every request is refused. */
  closed(): void;
}

const gone = (): AppError =>
  new AppError('practice-unavailable', 'The practice server has ended.', {
    fix: 'Try again: it is started anew.',
  });

/** The client's end of a control connection: requests in, answers out by their id, each within its time limit. */
export class ControlLink {
  readonly #socket: Socket;
  readonly #events: LinkEvents;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #closed = false;

  private constructor(socket: Socket, events: LinkEvents) {
    this.#socket = socket;
    this.#events = events;
    const reader = new LineReader(
      MAX_ANSWER_BYTES,
      (text) => this.#take(text),
      () => socket.destroy(),
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => reader.push(chunk));
    socket.on('error', () => socket.destroy());
    socket.once('end', () => socket.destroy());
    socket.once('close', () => this.#end());
  }

  /** null when nothing accepts the connection within the limit. */
  static open(port: number, limitMs: number, events: LinkEvents): Promise<ControlLink | null> {
    return new Promise((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      const fail = (): void => {
        clearTimeout(timer);
        socket.destroy();
        resolve(null);
      };
      const timer = setTimeout(fail, limitMs);
      socket.once('error', fail);
      socket.once('connect', () => {
        clearTimeout(timer);
        socket.off('error', fail);
        resolve(new ControlLink(socket, events));
      });
    });
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Throws the server's own error, or `practice-unavailable` when it is gone or silent. */
  ask(op: string, input: object, limitMs: number): Promise<unknown> {
    if (this.#closed) return Promise.reject(gone());
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        const seconds = Math.round(limitMs / 1000);
        const silent = `The practice server did not answer within ${seconds} s.`;
        reject(
          new AppError('practice-unavailable', silent, { fix: 'Try again; if it stays so, restart it.' }),
        );
      }, limitMs);
      this.#waiting.set(id, { resolve, reject, timer });
      this.#socket.write(`${JSON.stringify({ ...input, id, op })}\n`);
    });
  }

  close(): void {
    this.#socket.destroy();
    this.#end();
  }

  #take(text: string): void {
    const read = ControlMessage.safeParse(parseLine(text));
    // Not our protocol: the port is somebody else's by now.
    if (!read.success) return void this.#socket.destroy();
    const message = read.data;
    if ('event' in message) {
      this.#events.event(message.event, message.revision);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    if (!waiting) return;
    this.#waiting.delete(message.id);
    clearTimeout(waiting.timer);
    if (message.ok) {
      waiting.resolve(message.data);
      return;
    }
    const { code, message: sentence, where, fix } = message.error;
    waiting.reject(new AppError(code, sentence, { where, fix }));
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    for (const { reject, timer } of this.#waiting.values()) {
      clearTimeout(timer);
      reject(gone());
    }
    this.#waiting.clear();
    this.#events.closed();
  }
}
