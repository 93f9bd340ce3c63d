import type { Socket } from 'node:net';
import { AppError } from '../../shared/errors';
import type { SocketEnd } from '../../shared/model/tester';
import { endOfError } from './connect-failure';
import { opcodeBitsOf, type Violation, type WireFrame } from './frame';
import { FrameReader } from './frame-reader';
import { closePayload, encodeFrame } from './frame-writer';
import { MessageRules, readClose } from './message-rules';

export interface OpenSocketEvents {
  /** Every frame as it comes or goes, before anything follows from it. */
  frame(direction: 'in' | 'out', frame: WireFrame): void;
  changed(): void;
  /** Once; nothing comes after it. */
  end(end: SocketEnd): void;
}

export const MAX_QUEUED_BYTES = 64 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 5000;
/** After both close frames the server closes TCP (RFC 6455 §7.1.1); one that doesn't is not waited for long. */
const TCP_CLOSE_MS = 1000;

/** The client's half of an upgraded connection: reads and judges frames, answers pings, closes properly. */
export class OpenSocket {
  readonly #socket: Socket;
  readonly #events: OpenSocketEvents;
  readonly #closeTimeoutMs: number;
  readonly #reader: FrameReader;
  readonly #rules = new MessageRules();
  #sent: { code: number | null; reason: string } | null = null;
  #received: { code: number | null; reason: string } | null = null;
  #startedClosing: 'client' | 'server' | null = null;
  #lastPing: Buffer | null = null;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(
    socket: Socket,
    options: { maxFrameBytes?: number; closeTimeoutMs?: number },
    events: OpenSocketEvents,
  ) {
    this.#socket = socket;
    this.#events = events;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? CLOSE_TIMEOUT_MS;
    this.#reader = new FrameReader(options);
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('drain', () => this.#pongLast());
    socket.on('end', () => this.#onFin());
    socket.on('error', (error) => this.#onError(error));
    socket.on('close', () => this.#onFin());
  }

  get closing(): boolean {
    return this.#startedClosing !== null;
  }

  /** Throws `busy` when more than 64 MB wait for the server to read them. */
  send(opcode: 'text' | 'binary' | 'ping', payload: Buffer): void {
    if (this.#socket.writableLength + payload.length > MAX_QUEUED_BYTES)
      throw new AppError(
        'busy',
        `The server does not read: ${megabytes(this.#socket.writableLength)} already wait to be sent, 64 MB are allowed.`,
      );
    this.#write(opcode, payload);
  }

  close(code: number | null, reason: string): void {
    this.#startedClosing ??= 'client';
    this.#sendClose(code, reason);
    this.#timer = setTimeout(() => {
      this.#finish({
        kind: 'timeout',
        by: 'client',
        code: null,
        reason: `The server did not answer the close frame within ${this.#closeTimeoutMs} ms.`,
      });
    }, this.#closeTimeoutMs);
  }

  /** Says 1001 if it still can and forgets the connection; no event follows. */
  abandon(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    if (!this.#sent) this.#socket.write(encodeFrame({ opcode: 'close', payload: closePayload(1001, '') }));
    this.#letGo();
  }

  receive(chunk: Buffer): void {
    if (this.#ended || this.#received || chunk.length === 0) return;
    for (const frame of this.#reader.push(chunk)) {
      const violation = frame.problem === undefined ? this.#rules.next(frame) : null;
      this.#events.frame('in', violation ? { ...frame, problem: violation.sentence } : frame);
      // A listener may have let go of the socket meanwhile.
      if (this.#isOver()) return;
      if (violation) {
        this.#fail(violation);
        return;
      }
      if (frame.problem === undefined) this.#onFrame(frame);
      if (this.#isOver()) return;
    }
    if (this.#reader.violation) this.#fail(this.#reader.violation);
  }

  #isOver(): boolean {
    return this.#ended || this.#received !== null;
  }

  #onFrame(frame: WireFrame): void {
    if (frame.opcode === 'ping' && !this.#sent) {
      this.#lastPing = frame.payload;
      // Only the latest ping need be answered (RFC 6455 §5.5.3): a peer that never reads can't make the queue grow.
      if (!this.#socket.writableNeedDrain) this.#pongLast();
    }
    if (frame.opcode !== 'close') return;
    const close = readClose(frame.payload);
    this.#received = close;
    this.#startedClosing ??= 'server';
    if (!this.#sent) this.#sendClose(close.code, '');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#closed(), TCP_CLOSE_MS);
    this.#events.changed();
  }

  #pongLast(): void {
    const payload = this.#lastPing;
    this.#lastPing = null;
    if (payload && !this.#sent && !this.#ended) this.#write('pong', payload);
  }

  #onFin(): void {
    if (this.#ended) return;
    if (this.#received) {
      this.#closed();
      return;
    }
    const cut = this.#reader.cutOff();
    if (cut?.frame) this.#events.frame('in', cut.frame);
    const reason =
      cut?.sentence ??
      (this.#sent
        ? 'The server closed the connection without answering the close frame.'
        : 'The server closed the connection without a close frame.');
    this.#finish({ kind: 'fin', by: 'server', code: null, reason });
  }

  #onError(error: Error): void {
    if (this.#ended) return;
    // Some servers reset the connection after a proper close.
    if (this.#received) this.#closed();
    else this.#finish(endOfError(error, 'open'));
  }

  /** Both close frames have gone: the one who began names code and reason. */
  #closed(): void {
    const by = this.#startedClosing ?? 'server';
    const close = (by === 'client' ? this.#sent : this.#received) ?? { code: null, reason: '' };
    this.#finish({ kind: 'close', by, ...close });
  }

  #fail({ code, sentence }: Violation): void {
    if (!this.#sent) this.#sendClose(code, sentence);
    this.#finish({ kind: 'protocol-error', by: 'client', code, reason: sentence });
  }

  #finish(end: SocketEnd): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#letGo();
    this.#events.end(end);
  }

  /** Sends what is queued, then FIN; destroys what is still there a moment later. Keeps no process alive. */
  #letGo(): void {
    const socket = this.#socket;
    socket.removeAllListeners('data').resume();
    socket.end();
    setTimeout(() => socket.destroy(), TCP_CLOSE_MS).unref();
  }

  #sendClose(code: number | null, reason: string): void {
    this.#sent = { code, reason };
    this.#write('close', closePayload(code, reason));
  }

  #write(opcode: WireFrame['opcode'], payload: Buffer): void {
    this.#socket.write(encodeFrame({ opcode, payload }));
    const frame = { fin: true, rsv: 0, opcodeBits: opcodeBitsOf(opcode), opcode, masked: true };
    this.#events.frame('out', { ...frame, payload, declared: payload.length });
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`;
}
