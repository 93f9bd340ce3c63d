import type { z } from 'zod';
import { AppError } from '../../../shared/errors';
import type { ServerAction } from '../../../shared/model/readiness';
import type { LiveReading, LiveRequests } from '../../../shared/model/live';
import type { RuntimeState } from '../../../shared/model/runtime';
import type { ChangeEvent } from './change-bus';
import { ControlLink } from './control/control-link';
import { answers, type LiveAsked, type PracticeInfo } from './control/protocol';
import { isAlive, readRunning } from './control/running-file';
import { practicePaths } from './practice-paths';

const CONNECT_MS = 2_000;
const HELLO_MS = 10_000;
const ASK_MS = 10_000;
/** Reading a file of 50 MB takes seconds. */
const WORK_MS = 60_000;

/**
 * A connection to a running practice server, in whatever process that is. Every method has a time limit and throws
 * `practice-unavailable` when the server is gone or silent.
 */
export class PracticeClient {
  /** Whether the server was started by this process (`ensurePractice`), and ends with it. */
  own = false;
  readonly #listeners = new Set<(event: ChangeEvent) => void>();
  readonly #closed = new Set<() => void>();
  readonly #lost = new Set<() => void>();
  #closing = false;
  #link: ControlLink | undefined;

  /**
   * The practice server of a data folder, or null: none was announced, it is dead, or its port is another program's.
   * Throws `practice-unavailable` when its process lives but does not answer.
   */
  static find(dataDir: string): Promise<PracticeClient | null> {
    return PracticeClient.findAt(practicePaths(dataDir).running);
  }

  /** As `find`, by the announcement's path. */
  static async findAt(runningFile: string): Promise<PracticeClient | null> {
    const running = await readRunning(runningFile);
    if (!running || !isAlive(running.pid)) return null;
    const client = new PracticeClient();
    const link = await ControlLink.open(running.port, CONNECT_MS, {
      event: (what, revision) => client.#tell({ what, revision }),
      closed: () => client.#end(),
    });
    if (!link) return null;
    client.#link = link;
    try {
      await client.#ask('hello', { token: running.token }, answers.hello, HELLO_MS);
      return client;
    } catch {
      const silent = !link.closed;
      client.close();
      if (!silent) return null;
      throw new AppError(
        'practice-unavailable',
        `The practice server (process ${running.pid}) does not answer.`,
        { fix: 'Wait a moment, or end that process.' },
      );
    }
  }

  info(): Promise<PracticeInfo> {
    return this.#ask('info', {}, answers.info);
  }

  runtime(): Promise<RuntimeState> {
    return this.#ask('runtime', {}, answers.runtime);
  }

  live(): Promise<LiveReading> {
    return this.#ask('live', {}, answers.live);
  }

  requests(asked: LiveAsked): Promise<LiveRequests> {
    return this.#ask('requests', { asked }, answers.requests);
  }

  /** One sentence about what happened. */
  async perform(action: ServerAction): Promise<string> {
    return (await this.#ask('perform', { action }, answers.perform, WORK_MS)).sentence;
  }

  async loadScenario(scenario: string): Promise<void> {
    await this.#ask('load-scenario', { scenario }, answers.done, WORK_MS);
  }

  /** The path is read by the server, which may run in another folder: give an absolute one. */
  async loadFile(path: string): Promise<void> {
    await this.#ask('load-file', { path }, answers.done, WORK_MS);
  }

  /** 1 to 100,000. */
  async setClock(scale: number): Promise<void> {
    await this.#ask('set-clock', { scale }, answers.done);
  }

  /** Has the configuration read now; answers when it is obeyed, throws why it can't be. */
  async reload(): Promise<void> {
    await this.#ask('reload', {}, answers.done, WORK_MS);
  }

  /** `config`: the text changed. `runtime`: states, sockets or the clock. At most every 100 ms. */
  onChange(listener: (event: ChangeEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Told once when the server is gone or the connection was closed. */
  onClose(listener: () => void): () => void {
    this.#closed.add(listener);
    return () => this.#closed.delete(listener);
  }

  /** As onClose, but not after `close` was called here. */
  onLost(listener: () => void): () => void {
    this.#lost.add(listener);
    return () => this.#lost.delete(listener);
  }

  close(): void {
    this.#closing = true;
    this.#link?.close();
  }

  async #ask<T>(op: string, input: object, answer: z.ZodType<T>, limitMs = ASK_MS): Promise<T> {
    if (!this.#link) throw new AppError('internal', 'The practice client has no connection.');
    const read = answer.safeParse(await this.#link.ask(op, input, limitMs));
    if (read.success) return read.data;
    throw new AppError(
      'practice-unavailable',
      'The practice server speaks another version of our protocol.',
      {
        fix: 'End it, so that one of this version is started.',
      },
    );
  }

  #tell(event: ChangeEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  #end(): void {
    for (const listener of [...this.#closed, ...(this.#closing ? [] : this.#lost)]) listener();
    this.#closed.clear();
    this.#lost.clear();
    this.#listeners.clear();
  }
}
