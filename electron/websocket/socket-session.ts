import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors';
import type {
  ConnectRequest,
  Diagnosis,
  FrameDetail,
  FrameRow,
  HandshakeReport,
  SendRequest,
  SocketEnd,
  TesterState,
} from '../../shared/model/tester';
import { diagnose } from './diagnosis';
import { dial, type DialResult } from './dial';
import { FrameLog, type LoggedFrame } from './frame-log';
import { OpenSocket } from './open-socket';
import { checkClose, outgoing } from './outgoing';

export interface SessionOptions {
  sessionId?: string;
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Bounds of the frame log, of one received frame, and of waiting for the server's close frame. */
  maxBytes?: number;
  maxRows?: number;
  maxFrameBytes?: number;
  closeTimeoutMs?: number;
  /** Trusted authorities for wss:// instead of the usual ones. */
  ca?: string;
}

/**
 * One ad-hoc socket: connect, frames in both directions, the end and what it means. It connects when it is made;
 * the constructor throws `bad-request` for an address, header or subprotocol that can't be sent.
 */
export class SocketSession {
  readonly sessionId: string;
  readonly #request: ConnectRequest;
  readonly #options: SessionOptions;
  readonly #now: () => number;
  readonly #started: number;
  readonly #log: FrameLog;
  readonly #dialing: { abort: () => void };
  readonly #changed = new Set<() => void>();
  readonly #framed = new Set<(frame: LoggedFrame) => void>();
  #handshake: HandshakeReport | null = null;
  #open: OpenSocket | null = null;
  #end: SocketEnd | null = null;
  #diagnosis: Diagnosis | null = null;
  #bytes = { in: 0, out: 0 };

  constructor(request: ConnectRequest, options: SessionOptions = {}) {
    this.sessionId = options.sessionId ?? randomUUID();
    this.#request = request;
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#started = this.#now();
    this.#log = new FrameLog(options);
    this.#dialing = dial(request, { now: this.#now, ca: options.ca }, (result) => this.#onDialed(result));
  }

  /** Called after every change of the state; answers the unsubscribe function. */
  onChange(listener: () => void): () => void {
    this.#changed.add(listener);
    return () => this.#changed.delete(listener);
  }

  /** Called with every frame as it is logged; answers the unsubscribe function. */
  onFrame(listener: (frame: LoggedFrame) => void): () => void {
    this.#framed.add(listener);
    return () => this.#framed.delete(listener);
  }

  /** `bytesIn` and `bytesOut` count payload bytes. */
  state(): TesterState {
    return {
      sessionId: this.sessionId,
      phase: this.#phase(),
      url: this.#request.url,
      handshake: this.#handshake,
      frames: this.#log.count,
      firstKept: this.#log.firstKept,
      keptBytes: this.#log.keptBytes,
      bytesIn: this.#bytes.in,
      bytesOut: this.#bytes.out,
      end: this.#end,
      diagnosis: this.#diagnosis,
    };
  }

  frames(offset: number, limit: number): FrameRow[] {
    return this.#log.rows(offset, limit);
  }

  /** Throws `not-found` for a frame that never was or is no longer kept. */
  frame(index: number): FrameDetail {
    const detail = this.#log.detail(index);
    if (detail) return detail;
    throw new AppError(
      'not-found',
      index < this.#log.firstKept
        ? `Frame ${index} is no longer kept; the oldest one kept is ${this.#log.firstKept}.`
        : `There is no frame ${index}; ${this.#log.count} were seen.`,
    );
  }

  /** Throws `socket-failed` unless open, `busy` when the server does not read what was sent before. */
  send(message: SendRequest): void {
    const { opcode, payload } = outgoing(message);
    this.#needOpen('send').send(opcode, payload);
  }

  /** Begins the close handshake; while connecting it gives up. Throws `socket-failed` when there is nothing to close. */
  close(code: number | null = 1000, reason = ''): void {
    checkClose(code, reason);
    if (this.#phase() === 'connecting') {
      this.#dialing.abort();
      this.#finish({ kind: 'close', by: 'client', code: null, reason: 'Given up while connecting.' });
      return;
    }
    this.#needOpen('close').close(code, reason);
    this.#tell();
  }

  /** Lets go of the socket at once, with a last "going away" to the server, and of all listeners. */
  dispose(): void {
    this.#changed.clear();
    this.#framed.clear();
    if (!this.#handshake && !this.#end) this.#dialing.abort();
    this.#open?.abandon();
    if (!this.#end)
      this.#finish({ kind: 'fin', by: 'client', code: null, reason: 'The tester let go of the socket.' });
  }

  #phase(): TesterState['phase'] {
    if (this.#end) return 'ended';
    if (!this.#open) return 'connecting';
    return this.#open.closing ? 'closing' : 'open';
  }

  #needOpen(verb: string): OpenSocket {
    if (this.#open && this.#phase() === 'open') return this.#open;
    throw new AppError(
      'socket-failed',
      `The socket can't ${verb} now: it is ${this.#phase()}. ${this.#phase() === 'ended' ? 'Connect again.' : ''}`.trim(),
    );
  }

  #onDialed(result: DialResult): void {
    this.#handshake = result.report;
    if (result.kind === 'failed') {
      this.#finish(result.end);
      return;
    }
    this.#open = new OpenSocket(result.socket, this.#options, {
      frame: (direction, frame) => {
        this.#bytes[direction] += frame.payload.length;
        const logged = this.#log.add(direction, this.#now() - this.#started, frame);
        for (const listener of this.#framed) listener(logged);
        this.#tell();
      },
      end: (end) => this.#finish(end),
      changed: () => this.#tell(),
    });
    this.#diagnosis = this.#diagnose();
    this.#tell();
    this.#open.receive(result.rest);
  }

  #finish(end: SocketEnd): void {
    this.#end = end;
    this.#diagnosis = this.#diagnose();
    this.#tell();
  }

  #diagnose(): Diagnosis {
    return diagnose({
      url: this.#request.url,
      offered: this.#request.subprotocols,
      handshake: this.#handshake,
      end: this.#end,
    });
  }

  #tell(): void {
    for (const listener of this.#changed) listener();
  }
}
