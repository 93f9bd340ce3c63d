import type { Socket } from 'node:net';
import type { SocketEnd } from '../../../shared/model/tester';
import { endOfError } from '../connect-failure';
import { closePayload, encodeFrame } from '../frame-writer';
import { MessageReader } from '../message-reader';
import { readClose } from '../message-rules';

export interface LoadSocketEvents {
  /** A message came back; ms since it was sent. */
  echoed(ms: number): void;
  /** Once, when it ended without our doing. */
  lost(socket: LoadSocket, end: SocketEnd): void;
}

/** What one message waits for: the bytes it begins with, and when it went. */
interface Waiting {
  tag: string;
  at: number;
}

/** A tag is unique in a run; shorter messages are taken in their order. */
export const TAG_BYTES = 16;

/** One of thousands: an open socket without a log, a timer or a closure of its own. */
export class LoadSocket {
  /** By performance.now(). */
  readonly openedAt = performance.now();
  readonly #socket: Socket;
  readonly #events: LoadSocketEvents;
  /** Made when something comes: a quiet socket needs none. */
  #reader: MessageReader | null = null;
  #waiting: Waiting[] | null = null;
  #over = false;

  constructor(socket: Socket, events: LoadSocketEvents, rest: Buffer) {
    this.#socket = socket;
    this.#events = events;
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('error', (error) => this.#lost(endOfError(error, 'open')));
    socket.on('close', () => this.#lost(GONE));
    if (rest.length > 0) this.#onData(rest);
  }

  /** Sends text that begins with `tag`. A socket that doesn't read is left alone: its queue must not grow. */
  send(tag: string, bytes: number, now: number): boolean {
    if (this.#over || this.#socket.writableNeedDrain) return false;
    const text = bytes > tag.length ? tag + 'x'.repeat(bytes - tag.length) : 'x'.repeat(bytes);
    this.#waiting ??= [];
    this.#waiting.push({ tag: text.slice(0, TAG_BYTES), at: now });
    this.#socket.write(encodeFrame({ opcode: 'text', payload: Buffer.from(text, 'latin1') }));
    return true;
  }

  /** Says goodbye; what comes after isn't told. */
  close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#socket.end(encodeFrame({ opcode: 'close', payload: closePayload(1000, '') }));
    this.#socket.resume();
  }

  destroy(): void {
    this.#over = true;
    this.#socket.destroy();
  }

  #onData(chunk: Buffer): void {
    if (this.#over) return;
    this.#reader ??= new MessageReader();
    for (const { opcode, payload, problem } of this.#reader.push(chunk)) {
      if (problem !== undefined) break;
      if (opcode === 'ping') this.#socket.write(encodeFrame({ opcode: 'pong', payload }));
      if (opcode === 'text' || opcode === 'binary') this.#onMessage(payload);
      if (opcode === 'close') {
        this.#lost({ kind: 'close', by: 'server', ...readClose(payload) });
        return;
      }
    }
    const { violation } = this.#reader;
    if (violation)
      this.#lost({
        kind: 'protocol-error',
        by: 'client',
        code: violation.code,
        reason: violation.sentence,
        fault: violation.fault,
      });
  }

  /** Messages of others (broadcasts, greetings) are let pass. */
  #onMessage(payload: Buffer): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const tag = payload.toString('latin1', 0, TAG_BYTES);
    const at = waiting.findIndex((one) => one.tag === tag);
    const [found] = at < 0 ? [] : waiting.splice(at, 1);
    if (found) this.#events.echoed(performance.now() - found.at);
  }

  #lost(end: SocketEnd): void {
    if (this.#over) return;
    this.#over = true;
    this.#socket.destroy();
    this.#events.lost(this, end);
  }
}

const GONE: SocketEnd = {
  kind: 'fin',
  by: 'server',
  code: null,
  reason: 'The server closed the connection without a close frame.',
};
