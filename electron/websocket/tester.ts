import { AppError } from '../../shared/errors';
import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { ConnectRequest, FrameRow, SendRequest, TesterState } from '../../shared/model/tester';
import type { KeptHead, RawFrame } from './keep/raw-frame';
import { probeHandshake, type ProbeRequest } from './probe';
import type { SessionLog } from './session-log';
import { SocketSession } from './socket-session';

export const MAX_SESSIONS = 64;

/** All ad-hoc sockets of one process, by random id. */
export class Tester {
  readonly #sessions = new Map<string, SocketSession>();

  /**
   * Starts connecting and answers the session's id at once; `onChange` is called with every change. When 64 are there
   * the oldest ended one goes; throws `busy` if all are alive, `bad-request` for an address that can't be tried.
   */
  connect(request: ConnectRequest, onChange: (sessionId: string) => void): string {
    if (this.#sessions.size >= MAX_SESSIONS) this.#dropEnded();
    const session = new SocketSession(request);
    const { sessionId } = session;
    this.#sessions.set(sessionId, session);
    session.onChange(() => onChange(sessionId));
    return sessionId;
  }

  /** A session from a file, to be looked at and replayed; its frames follow with `addKept`. Throws `busy`. */
  openKept(kept: KeptHead): string {
    if (this.#sessions.size >= MAX_SESSIONS) this.#dropEnded();
    const session = new SocketSession(kept.request, { kept });
    this.#sessions.set(session.sessionId, session);
    return session.sessionId;
  }

  addKept(sessionId: string, frames: readonly RawFrame[]): void {
    this.#get(sessionId).keep(frames);
  }

  head(sessionId: string): KeptHead {
    return this.#get(sessionId).head();
  }

  rawFrames(sessionId: string, offset: number): RawFrame[] {
    return this.#get(sessionId).rawFrames(offset);
  }

  state(sessionId: string): TesterState {
    return this.#get(sessionId).state();
  }

  send(sessionId: string, message: SendRequest): void {
    this.#get(sessionId).send(message);
  }

  close(sessionId: string, code: number | null, reason: string): void {
    this.#get(sessionId).close(code, reason);
  }

  frames(sessionId: string, offset: number, limit: number): { rows: FrameRow[]; state: TesterState } {
    const session = this.#get(sessionId);
    return { rows: session.frames(offset, limit), state: session.state() };
  }

  /** The frames of a session, and what can be asked about them. */
  log(sessionId: string): SessionLog {
    return this.#get(sessionId).log;
  }

  drop(sessionId: string, how: 'fin' | 'rst'): void {
    this.#get(sessionId).drop(how);
  }

  repeat(sessionId: string, message: SendRequest, everyMs: number, times: number | null): string {
    return this.#get(sessionId).repeat(message, everyMs, times);
  }

  /** Sends in one session what another one, or itself, had sent. */
  replay(sessionId: string, from: string, speed: number): string {
    return this.#get(sessionId).replay(this.#get(from).sentFrames(), speed);
  }

  stopTask(sessionId: string, taskId: string): void {
    this.#get(sessionId).stopTask(taskId);
  }

  /** Forgets a session, whether it is there or not. */
  dispose(sessionId: string): void {
    this.#sessions.get(sessionId)?.dispose();
    this.#sessions.delete(sessionId);
  }

  probe(request: ProbeRequest): Promise<HandshakeOutcome> {
    return probeHandshake(request);
  }

  disposeAll(): void {
    for (const sessionId of [...this.#sessions.keys()]) this.dispose(sessionId);
  }

  #get(sessionId: string): SocketSession {
    const session = this.#sessions.get(sessionId);
    if (session) return session;
    throw new AppError('not-found', 'This socket is no longer kept; connect again.');
  }

  #dropEnded(): void {
    for (const [sessionId, session] of this.#sessions) {
      if (session.state().phase !== 'ended') continue;
      this.dispose(sessionId);
      return;
    }
    throw new AppError('busy', `${MAX_SESSIONS} sockets are open in the tester; close one of them first.`);
  }
}
