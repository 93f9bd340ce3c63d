import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { AppError } from '../../shared/errors';
import type { FrameFilter } from '../../shared/model/frame-search';
import type { ImageKind } from '../../shared/model/frame-view';
import type { RoundTrips } from '../../shared/model/round-trips';
import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { InspectRequest, TlsReport } from '../../shared/model/connect';
import type {
  ConnectRequest,
  FrameDetail,
  FrameRow,
  SendRequest,
  TesterState,
} from '../../shared/model/tester';
import type {
  IdleProbeProgress,
  IdleProbeRequest,
  IdleProbeResult,
  LoadFigures,
  LoadRequest,
  LoadResult,
  OriginProbeResult,
  OriginTry,
} from '../../shared/model/tester-runs';
import type { HostHandle, SpawnHost } from '../hosts/host';
import type { Log } from '../storage/log';
import type { FrameSource } from './keep/export-session';
import type { KeptHead, RawFrame } from './keep/raw-frame';
import type { ProbeRequest } from './probe';
import type { RunContext } from './idle-probe';
import { type RunAsked, type RunEvent, runShapes } from './run-shapes';
import { FromTester, testerMethods, type TesterMethod } from './tester-wire';

export interface TesterClientOptions {
  spawnHost: SpawnHost;
  log: Log;
  /** One sentence for the administrator when the tester's process died. */
  onDied: (sentence: string) => void;
}

interface Waiting {
  resolve: (data: unknown) => void;
  reject: (error: AppError) => void;
}

const DIED = "The tester's process ended unexpectedly and all its sockets with it; connect again.";

/** The engine's end of the tester: starts its process on first need, and anew after it died. */
export class TesterClient {
  readonly #options: TesterClientOptions;
  readonly #waiting = new Map<number, Waiting>();
  readonly #listeners = new Map<string, Set<(state: TesterState) => void>>();
  /** Last known state of each session that was not disposed of. */
  readonly #states = new Map<string, TesterState>();
  readonly #runs = new Map<string, (event: RunEvent) => void>();
  #host: HostHandle | null = null;
  #nextId = 1;

  constructor(options: TesterClientOptions) {
    this.#options = options;
  }

  /** Answers the session's id. Throws `bad-request` for what can't be sent, `busy` when 64 sockets are open. */
  async connect(request: ConnectRequest): Promise<string> {
    const { sessionId } = await this.#ask(testerMethods.connect, request);
    if (!this.#states.has(sessionId)) this.#states.set(sessionId, connecting(sessionId, request.url));
    return sessionId;
  }

  async state(sessionId: string): Promise<TesterState> {
    return this.#lost(sessionId) ?? (await this.#ask(testerMethods.state, { sessionId }));
  }

  async send(sessionId: string, message: SendRequest): Promise<void> {
    this.#needHost(sessionId);
    await this.#ask(testerMethods.send, { sessionId, message });
  }

  async close(sessionId: string, code: number | null, reason: string): Promise<void> {
    this.#needHost(sessionId);
    await this.#ask(testerMethods.close, { sessionId, code, reason });
  }

  async frames(
    sessionId: string,
    offset: number,
    limit: number,
  ): Promise<{ rows: FrameRow[]; state: TesterState }> {
    const lost = this.#lost(sessionId);
    return lost ? { rows: [], state: lost } : this.#ask(testerMethods.frames, { sessionId, offset, limit });
  }

  async frame(sessionId: string, index: number, whole = false): Promise<FrameDetail> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.frame, { sessionId, index, whole });
  }

  async image(
    sessionId: string,
    index: number,
    whole: boolean,
  ): Promise<{ kind: ImageKind; base64: string }> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.image, { sessionId, index, whole });
  }

  /** Answers the search's id; the filter before is given up. */
  async search(sessionId: string, filter: FrameFilter): Promise<{ searchId: string }> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.search, { sessionId, filter });
  }

  async searchRows(
    sessionId: string,
    searchId: string,
    offset: number,
    limit: number,
  ): Promise<{ first: number; rows: FrameRow[]; state: TesterState }> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.searchRows, { sessionId, searchId, offset, limit });
  }

  async endSearch(sessionId: string): Promise<void> {
    if (!this.#lost(sessionId)) await this.#ask(testerMethods.endSearch, { sessionId });
  }

  async keep(sessionId: string, mb: number): Promise<void> {
    this.#needHost(sessionId);
    await this.#ask(testerMethods.keep, { sessionId, mb });
  }

  async roundTrips(sessionId: string): Promise<RoundTrips> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.roundTrips, { sessionId });
  }

  /** One real handshake in the tester's process. */
  probe(request: ProbeRequest): Promise<HandshakeOutcome> {
    return this.#ask(testerMethods.probe, request);
  }

  async drop(sessionId: string, how: 'fin' | 'rst'): Promise<void> {
    this.#needHost(sessionId);
    await this.#ask(testerMethods.drop, { sessionId, how });
  }

  /** Answers the task's id. */
  async repeat(
    sessionId: string,
    message: SendRequest,
    everyMs: number,
    times: number | null,
  ): Promise<{ taskId: string }> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.repeat, { sessionId, message, everyMs, times });
  }

  async replay(sessionId: string, from: string, speed: number): Promise<{ taskId: string }> {
    this.#needHost(sessionId);
    return this.#ask(testerMethods.replay, { sessionId, from, speed });
  }

  async stopTask(sessionId: string, taskId: string): Promise<void> {
    this.#needHost(sessionId);
    await this.#ask(testerMethods.stopTask, { sessionId, taskId });
  }

  /** A session's frames and all else of it, for a file. */
  source(sessionId: string): FrameSource {
    this.#needHost(sessionId);
    return {
      head: () => this.#ask(testerMethods.head, { sessionId }),
      counts: () => this.state(sessionId),
      batch: async (offset) => (await this.#ask(testerMethods.rawFrames, { sessionId, offset })).frames,
    };
  }

  /** A session from a file; answers its id. */
  async openKept(kept: KeptHead): Promise<string> {
    const { sessionId } = await this.#ask(testerMethods.openKept, kept);
    this.#states.set(sessionId, await this.#ask(testerMethods.state, { sessionId }));
    return sessionId;
  }

  async addKept(sessionId: string, frames: RawFrame[]): Promise<void> {
    await this.#ask(testerMethods.addKept, { sessionId, frames });
  }

  /** The certificate of a wss:// address, without sending anything to it. */
  inspect(request: InspectRequest): Promise<TlsReport> {
    return this.#ask(testerMethods.inspect, request);
  }

  idleProbe(request: IdleProbeRequest, context: RunContext<IdleProbeProgress>): Promise<IdleProbeResult> {
    return this.#run({ kind: 'idle', request }, runShapes.idle, context);
  }

  originProbe(
    request: ConnectRequest,
    context: RunContext<{ tries: OriginTry[] }>,
  ): Promise<OriginProbeResult> {
    return this.#run({ kind: 'origin', request }, runShapes.origin, context);
  }

  load(request: LoadRequest, context: RunContext<LoadFigures>): Promise<LoadResult> {
    return this.#run({ kind: 'load', request }, runShapes.load, context);
  }

  /** Called with each new state, at most every 80 ms; answers the unsubscribe function. */
  onChanged(sessionId: string, listener: (state: TesterState) => void): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set();
    this.#listeners.set(sessionId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0 && this.#listeners.get(sessionId) === listeners)
        this.#listeners.delete(sessionId);
    };
  }

  /** Forgets one session; without an id ends the tester's process. */
  async dispose(sessionId?: string): Promise<void> {
    if (sessionId !== undefined) {
      const lost = this.#lost(sessionId) !== null;
      this.#states.delete(sessionId);
      if (this.#host && !lost) await this.#ask(testerMethods.dispose, { sessionId });
      return;
    }
    const host = this.#host;
    this.#host = null;
    this.#states.clear();
    this.#listeners.clear();
    this.#rejectAll(new AppError('cancelled', 'The tester is shutting down.'));
    host?.kill();
  }

  /** Until it is done, failed, or its process died; aborting it asks for its end and waits for it. */
  async #run<P extends z.ZodType, R extends z.ZodType>(
    asked: RunAsked,
    shapes: { progress: P; result: R },
    { progress, signal }: RunContext<z.output<P>>,
  ): Promise<z.output<R>> {
    const runId = randomUUID();
    const ended = new Promise<unknown>((resolve, reject) => {
      this.#runs.set(runId, (event) => {
        if (event.type === 'progress') progress(shapes.progress.parse(event.progress));
        else if (event.type === 'done') resolve(event.result);
        else reject(new AppError(event.error.code, event.error.message, event.error));
      });
    });
    const cancel = (): void => void this.#ask(testerMethods.cancelRun, { runId }).catch(() => undefined);
    signal.addEventListener('abort', cancel);
    try {
      const started = this.#ask(testerMethods.startRun, { runId, asked });
      return shapes.result.parse(await Promise.race([ended, started.then(() => ended)]));
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#runs.delete(runId);
    }
  }

  /** The state of a session that ended with its process; null for one that still has a process to ask. */
  #lost(sessionId: string): TesterState | null {
    const state = this.#states.get(sessionId);
    return state?.diagnosis?.id === 'tester-died' ? state : null;
  }

  #needHost(sessionId: string): void {
    if (this.#lost(sessionId)) throw new AppError('host-died', DIED);
  }

  async #ask<I extends z.ZodType, O extends z.ZodType>(
    method: TesterMethod<I, O>,
    input: z.input<I>,
  ): Promise<z.output<O>> {
    const host = this.#host ?? this.#start();
    const id = this.#nextId;
    this.#nextId += 1;
    const data = await new Promise<unknown>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      host.post({ id, method: method.name, input });
    });
    return method.output.parse(data);
  }

  #start(): HostHandle {
    const host = this.#options.spawnHost('tester', []);
    this.#host = host;
    host.onMessage((message) => {
      if (this.#host === host) this.#onMessage(message);
    });
    host.onExit((code) => {
      if (this.#host === host) this.#onDied(code);
    });
    return host;
  }

  #onMessage(message: unknown): void {
    const parsed = FromTester.safeParse(message);
    if (!parsed.success) {
      this.#options.log.warn('tester: a message was not understood');
      return;
    }
    const said = parsed.data;
    if (said.type === 'run') {
      this.#runs.get(said.runId)?.(said.event);
      return;
    }
    if (said.type === 'changed') {
      // A push may still be on its way when its session is disposed of.
      if (this.#states.has(said.state.sessionId)) this.#states.set(said.state.sessionId, said.state);
      this.#emit(said.state);
      return;
    }
    const waiting = this.#waiting.get(said.id);
    this.#waiting.delete(said.id);
    if (said.type === 'reply') waiting?.resolve(said.data);
    else waiting?.reject(new AppError(said.error.code, said.error.message, said.error));
  }

  #onDied(code: number | null): void {
    this.#host = null;
    this.#options.log.error('tester: process ended', { code });
    this.#rejectAll(new AppError('host-died', DIED));
    let lost = 0;
    for (const [sessionId, state] of this.#states) {
      if (state.phase !== 'ended') lost += 1;
      const ended = died(state);
      this.#states.set(sessionId, ended);
      this.#emit(ended);
    }
    this.#options.onDied(
      lost === 0
        ? "The tester's process ended unexpectedly; it starts again when it is needed."
        : `The tester's process ended unexpectedly and cut ${lost} open ${lost === 1 ? 'socket' : 'sockets'}; connect again.`,
    );
  }

  #rejectAll(error: AppError): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
    for (const tell of [...this.#runs.values()]) tell({ type: 'failed', error: error.toData() });
  }

  #emit(state: TesterState): void {
    for (const listener of this.#listeners.get(state.sessionId) ?? []) listener(state);
  }
}

function connecting(sessionId: string, url: string): TesterState {
  return {
    sessionId,
    phase: 'connecting',
    url,
    handshake: null,
    frames: 0,
    firstKept: 0,
    keptBytes: 0,
    bytesIn: 0,
    bytesOut: 0,
    end: null,
    diagnosis: null,
  };
}

/** The frames went with the process: all of them count as dropped. */
function died(state: TesterState): TesterState {
  return {
    ...state,
    phase: 'ended',
    firstKept: state.frames,
    keptBytes: 0,
    search: undefined,
    roundTrips: 0,
    end: state.end ?? { kind: 'fin', by: 'client', code: null, reason: DIED },
    diagnosis: { id: 'tester-died', sentence: DIED },
  };
}
