import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors';
import type {
  ConnectRequest,
  Diagnosis,
  FrameRow,
  HandshakeReport,
  Lasted,
  SendRequest,
  SocketEnd,
  TesterState,
} from '../../shared/model/tester';
import { diagnose } from './diagnosis';
import type { DialResult } from './dial';
import { dialFollowing } from './dial-following';
import type { WireFrame } from './frame';
import type { LoggedFrame } from './frame-log';
import { OpenSocket } from './open-socket';
import { fromRaw, type KeptHead, type RawFrame, toRaw } from './keep/raw-frame';
import { checkClose, outgoing } from './outgoing';
import { type ReplayedFrame, replaySteps } from './replay';
import { SessionLog } from './session-log';
import { SessionTasks } from './session-tasks';
import { Variables } from './variables';

export interface SessionOptions {
  sessionId?: string;
  /** Monotonic milliseconds. */
  now?: () => number;
  /** Bounds of the frame log, of one received message, and of waiting for the server's close frame. */
  maxBytes?: number;
  maxRows?: number;
  maxMessageBytes?: number;
  closeTimeoutMs?: number;
  /** A session that was, opened from a file: nothing is dialled, its frames are given with `keep`. */
  kept?: KeptHead;
  /** Trusted authorities for wss:// instead of the usual ones. */
  ca?: string;
}

/**
 * One ad-hoc socket: connect, frames in both directions, the end and what it means. It connects when it is made;
 * the constructor throws `bad-request` for an address, header or subprotocol that can't be sent.
 */
export class SocketSession {
  readonly sessionId: string;
  readonly log: SessionLog;
  readonly #request: ConnectRequest;
  readonly #options: SessionOptions;
  readonly #now: () => number;
  readonly #started: number;
  #startedAt = Date.now();
  readonly #dialing: { abort: () => void };
  readonly #variables = new Variables();
  readonly #tasks = new SessionTasks(() => this.#tell());
  readonly #changed = new Set<() => void>();
  readonly #framed = new Set<(frame: LoggedFrame) => void>();
  #handshake: HandshakeReport | null = null;
  #open: OpenSocket | null = null;
  #end: SocketEnd | null = null;
  #diagnosis: Diagnosis | null = null;
  #bytes = { in: 0, out: 0 };
  /** Where a redirect led. */
  #url: string;
  #openedAt: number | null = null;
  #lasted: Lasted | undefined;
  #lastAt = 0;

  constructor(request: ConnectRequest, options: SessionOptions = {}) {
    this.sessionId = options.sessionId ?? randomUUID();
    this.#request = request;
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
    this.#started = this.#now();
    this.#url = request.url;
    this.log = new SessionLog({
      url: request.url,
      maxBytes: options.maxBytes ?? bytesOf(request.keepMb),
      maxRows: options.maxRows,
      changed: () => this.#tell(),
    });
    if (options.kept) {
      this.#dialing = { abort: () => undefined };
      this.#startedAt = options.kept.startedAt;
      this.#handshake = options.kept.handshake;
      this.#end = options.kept.end ?? {
        kind: 'close',
        by: 'client',
        code: null,
        reason: 'Saved while open.',
      };
      this.#diagnosis = options.kept.diagnosis;
      return;
    }
    this.#dialing = dialFollowing(request, { now: this.#now, ca: options.ca }, (result, url) => {
      this.#url = url;
      this.#onDialed(result);
    });
  }

  /** What of it is no frame, for a file. Holds the request's secrets. */
  head(): KeptHead {
    return {
      request: this.#request,
      startedAt: this.#startedAt,
      handshake: this.#handshake,
      end: this.#end,
      diagnosis: this.#diagnosis,
    };
  }

  /** Kept frames from an index on with all of their payload: at least one, at most so many and about so many bytes. */
  rawFrames(offset: number, maxRows = 2000, maxBytes = 1_048_576): RawFrame[] {
    const frames: RawFrame[] = [];
    let bytes = 0;
    for (let index = Math.max(offset, this.log.frames.firstKept); index < this.log.frames.count; index += 1) {
      const logged = this.log.frames.get(index);
      if (!logged || frames.length >= maxRows || bytes >= maxBytes) break;
      bytes += logged.frame.payload.length + (logged.frame.inflated?.length ?? 0);
      frames.push(toRaw(logged));
    }
    return frames;
  }

  /** Frames of the file that this session was opened from. */
  keep(frames: readonly RawFrame[]): void {
    for (const raw of frames) {
      this.#bytes[raw.direction] += raw.payload.length;
      this.log.add(raw.direction, raw.at, fromRaw(raw));
    }
    this.#tell();
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
      url: this.#url,
      handshake: this.#handshake,
      ...this.log.state(),
      startedAt: this.#startedAt,
      bytesIn: this.#bytes.in,
      bytesOut: this.#bytes.out,
      end: this.#end,
      diagnosis: this.#diagnosis,
      ...(this.#lasted ? { lasted: this.#lasted } : {}),
      tasks: this.#tasks.list(),
    };
  }

  frames(offset: number, limit: number): FrameRow[] {
    return this.log.rows(offset, limit);
  }

  /** Throws `socket-failed` unless open, `busy` when the server does not read what was sent before. */
  send(message: SendRequest): void {
    const { opcode, payload, fragments } = outgoing(message, (text) => this.#variables.fill(text));
    this.#needOpen('send').send(opcode, payload, fragments);
  }

  /**
   * Sends the message every `everyMs`, the first at once, `times` of them or until the task is stopped. Answers the task's
   * id. A message that can't be sent is refused here, before it begins.
   */
  repeat(message: SendRequest, everyMs: number, times: number | null): string {
    this.#needOpen('send');
    outgoing(message, (text) => new Variables().fill(text));
    return this.#tasks.start('repeat', times, (at) =>
      times !== null && at >= times ? null : { atMs: at * everyMs, send: () => this.send(message) },
    );
  }

  /** Sends what another socket had sent, in its rhythm (`speed` 1) or faster. Answers the task's id. */
  replay(frames: readonly ReplayedFrame[], speed: number): string {
    this.#needOpen('send');
    const steps = replaySteps(frames, speed);
    if (steps.length === 0)
      throw new AppError('not-found', 'There is nothing to send again: no message that was sent is kept.');
    return this.#tasks.start('replay', steps.length, (at) => {
      const step = steps[at];
      return step
        ? {
            atMs: step.atMs,
            send: () => this.#needOpen('send').send(step.opcode, step.payload, step.fragments),
          }
        : null;
    });
  }

  stopTask(taskId: string): void {
    this.#tasks.stop(taskId);
  }

  /** The frames that were sent and are still kept, for a replay. */
  sentFrames(): ReplayedFrame[] {
    const sent: ReplayedFrame[] = [];
    const { frames } = this.log;
    for (let index = frames.firstKept; index < frames.count; index += 1) {
      const logged = frames.get(index);
      if (logged?.direction === 'out') sent.push({ at: logged.at, ...logged.frame });
    }
    return sent;
  }

  /** Ends TCP without a close frame. Throws `socket-failed` unless it is open or closing. */
  drop(how: 'fin' | 'rst'): void {
    if (!this.#open || this.#phase() === 'ended') this.#needOpen('be dropped');
    this.#open?.drop(how);
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
    this.#tasks.stopAll('the socket was let go of');
    this.log.endSearch();
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
    this.#openedAt = this.#lastAt = this.#now();
    const { tcp, deflate, socket } = result;
    const maxMessageBytes = this.#options.maxMessageBytes ?? bytesOf(this.#request.maxMessageMb);
    const options = { ...this.#options, maxMessageBytes, autoPong: this.#request.autoPong, tcp, deflate };
    this.#open = new OpenSocket(socket, options, {
      frames: (direction, frames) => this.#onFrames(direction, frames),
      end: (end) => this.#finish(end),
      changed: () => this.#tell(),
    });
    this.#diagnosis = this.#diagnose();
    this.#tell();
    this.#open.receive(result.rest);
  }

  #onFrames(direction: 'in' | 'out', frames: readonly WireFrame[]): void {
    const now = this.#now();
    const at = now - this.#started;
    // A goodbye does not end the silence before it.
    if (frames.some(({ opcode }) => opcode !== 'close')) this.#lastAt = now;
    let index = this.log.frames.count;
    for (const frame of frames) {
      this.#bytes[direction] += frame.payload.length;
      this.log.add(direction, at, frame);
      if (this.#framed.size > 0)
        for (const listener of this.#framed) listener({ index, direction, at, frame });
      index += 1;
    }
    this.#tell();
  }

  #finish(end: SocketEnd): void {
    const now = this.#now();
    this.#tasks.stopAll('the socket has ended');
    this.#end = end;
    if (this.#openedAt !== null) this.#lasted = { openMs: now - this.#openedAt, quietMs: now - this.#lastAt };
    this.#diagnosis = this.#diagnose();
    this.#tell();
  }

  #diagnose(): Diagnosis {
    return diagnose({
      url: this.#url,
      offered: this.#request.subprotocols,
      proxy: this.#request.proxy,
      received: this.#bytes.in,
      firstFrame: this.#end?.kind === 'protocol-error' && this.log.frames.hasOnlyOneIn(),
      lasted: this.#lasted,
      handshake: this.#handshake,
      end: this.#end,
    });
  }

  #tell(): void {
    for (const listener of this.#changed) listener();
  }
}

function bytesOf(megabytes: number | undefined): number | undefined {
  return megabytes === undefined ? undefined : megabytes * 1024 * 1024;
}
