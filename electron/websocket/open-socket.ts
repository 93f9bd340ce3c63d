import type { Socket } from 'node:net';
import { AppError } from '../../shared/errors';
import type { CloseHow, SocketEnd } from '../../shared/model/tester';
import { endOfError } from './connect-failure';
import { Deflater, type DeflateTerms } from './deflate';
import { opcodeBitsOf, type Violation, type WireFrame } from './frame';
import { closePayload, encodeFrame, fragment, type FrameToWrite } from './frame-writer';
import { MessageReader } from './message-reader';
import { readClose } from './message-rules';
import { megabytes, size } from './sizes';

export interface OpenSocketEvents {
  /** Frames as they come or go, those of one read together, before anything follows from them. */
  frames(direction: 'in' | 'out', frames: readonly WireFrame[]): void;
  changed(): void;
  /** Once; nothing comes after it. */
  end(end: SocketEnd): void;
}

export interface OpenSocketOptions {
  maxMessageBytes?: number | undefined;
  closeTimeoutMs?: number | undefined;
  /** Whether pings are answered; true where it isn't given. */
  autoPong?: boolean | undefined;
  /** permessage-deflate as agreed; null for none. */
  deflate?: DeflateTerms | null | undefined;
  /** The TCP connection below TLS, which alone can be reset. */
  tcp?: Socket | undefined;
}

export const MAX_QUEUED_BYTES = 64 * 1024 * 1024;
const CLOSE_TIMEOUT_MS = 5000;
/** After both close frames the server closes TCP (RFC 6455 §7.1.1); one that doesn't is not waited for long. */
const TCP_CLOSE_MS = 1000;

/** The client's half of an upgraded connection: reads and judges frames, answers pings, closes properly. */
export class OpenSocket {
  readonly #socket: Socket;
  readonly #tcp: Socket;
  readonly #events: OpenSocketEvents;
  readonly #closeTimeoutMs: number;
  readonly #autoPong: boolean;
  readonly #reader: MessageReader;
  readonly #deflater: Deflater | null;
  #sent: { code: number | null; reason: string } | null = null;
  #received: { code: number | null; reason: string } | null = null;
  #startedClosing: 'client' | 'server' | null = null;
  #lastPing: Buffer | null = null;
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(socket: Socket, options: OpenSocketOptions, events: OpenSocketEvents) {
    const { deflate = null } = options;
    this.#socket = socket;
    this.#tcp = options.tcp ?? socket;
    this.#events = events;
    this.#closeTimeoutMs = options.closeTimeoutMs ?? CLOSE_TIMEOUT_MS;
    this.#autoPong = options.autoPong ?? true;
    this.#reader = new MessageReader({ maxMessageBytes: options.maxMessageBytes, deflate });
    this.#deflater =
      deflate &&
      new Deflater({
        windowBits: deflate.clientWindowBits,
        noContextTakeover: deflate.clientNoContextTakeover,
      });
    socket.on('data', (chunk: Buffer) => this.receive(chunk));
    socket.on('drain', () => this.#pongLast());
    socket.on('end', () => this.#onFin());
    socket.on('error', (error) => this.#onError(error));
    socket.on('close', () => this.#onFin());
  }

  get closing(): boolean {
    return this.#startedClosing !== null;
  }

  /**
   * Sends a message in `fragments` frames, compressed where that is agreed; control frames go whole. Throws `busy` when
   * more than 64 MB would wait for the server to read them, `bad-request` for a larger message.
   */
  send(opcode: 'text' | 'binary' | 'ping' | 'pong', payload: Buffer, fragments = 1): void {
    this.#needRoom(payload.length);
    if (opcode === 'ping' || opcode === 'pong') {
      this.#write([{ opcode, payload }]);
      return;
    }
    const bytes = this.#deflater?.deflate(payload) ?? payload;
    const frames = fragment(opcode, bytes, Math.ceil(bytes.length / fragments));
    const [first] = frames;
    if (this.#deflater && first) first.rsv = 4;
    this.#write(frames, this.#deflater ? payload : undefined);
  }

  #needRoom(bytes: number): void {
    const limit = size(MAX_QUEUED_BYTES);
    if (bytes > MAX_QUEUED_BYTES)
      throw new AppError(
        'bad-request',
        `A message of ${size(bytes)} can't be sent from here: ${limit} is the limit, so send less at a time.`,
      );
    const waiting = this.#socket.writableLength;
    if (waiting + bytes > MAX_QUEUED_BYTES)
      throw new AppError(
        'busy',
        `The server reads too slowly: ${megabytes(waiting)} already wait to be sent and ${limit} may, so wait until it has read on.`,
      );
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

  /** Ends TCP without a close frame: by FIN after what is queued, or by RST at once. */
  drop(how: Exclude<CloseHow, 'close'>): void {
    if (how === 'rst') this.#tcp.resetAndDestroy();
    this.#finish({
      kind: how,
      by: 'client',
      code: null,
      reason: `The tester dropped the connection by ${how.toUpperCase()}, as it was asked to.`,
    });
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
    if (this.#isOver() || chunk.length === 0) return;
    const frames = this.#reader.push(chunk);
    if (frames.length > 0) this.#events.frames('in', frames);
    // A listener may have let go of the socket meanwhile.
    for (const frame of frames)
      if (frame.opcodeBits >= 8 && frame.problem === undefined && !this.#isOver()) this.#onFrame(frame);
    const { violation } = this.#reader;
    if (violation && !this.#isOver()) this.#fail(violation);
  }

  #isOver(): boolean {
    return this.#ended || this.#received !== null;
  }

  #onFrame(frame: WireFrame): void {
    if (frame.opcode === 'ping' && this.#autoPong && !this.#sent) {
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
    if (payload && !this.#sent && !this.#ended) this.#write([{ opcode: 'pong', payload }]);
  }

  #onFin(): void {
    if (this.#ended) return;
    if (this.#received) {
      this.#closed();
      return;
    }
    const cut = this.#reader.cutOff();
    if (cut?.frame) this.#events.frames('in', [cut.frame]);
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

  #fail({ code, sentence, fault, bytes }: Violation): void {
    if (!this.#sent) this.#sendClose(code, sentence);
    const named = { fault, bytes: bytes.toString('hex') };
    this.#finish({ kind: 'protocol-error', by: 'client', code, reason: sentence, ...named });
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
    this.#write([{ opcode: 'close', payload: closePayload(code, reason) }]);
  }

  /** `plain`: what the frames inflate to. */
  #write(frames: readonly FrameToWrite[], plain?: Buffer): void {
    const written = frames.map((frame, at): WireFrame => {
      const { opcode, fin = true, rsv = 0 } = frame;
      const payload = Buffer.from(frame.payload.buffer, frame.payload.byteOffset, frame.payload.length);
      const last = at === frames.length - 1 && plain !== undefined;
      this.#socket.write(encodeFrame(frame));
      return {
        fin,
        rsv,
        opcodeBits: opcodeBitsOf(opcode),
        opcode,
        masked: true,
        payload,
        declared: payload.length,
        ...(last ? { inflated: plain } : {}),
      };
    });
    this.#events.frames('out', written);
  }
}
