import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { AppError, toErrorData } from '../../../../shared/errors';
import type { ServerAction } from '../../../../shared/model/readiness';
import type { LiveReading, LiveRequests } from '../../../../shared/model/live';
import type { RuntimeState } from '../../../../shared/model/runtime';
import { withFileLock } from '../../../storage/file-lock';
import type { Log } from '../../../storage/log';
import type { ChangeEvent } from '../change-bus';
import { PracticeClient } from '../practice-client';
import type { PracticePaths } from '../practice-paths';
import { serveControl } from './control-connection';
import type { ControlMessage, ControlRequest, LiveAsked, PracticeInfo } from './protocol';
import { removeRunning, writeRunning } from './running-file';

/** What can be asked of a practice server from another process. */
export interface Controlled {
  info(): PracticeInfo;
  runtime(): RuntimeState;
  live(): LiveReading;
  requests(asked: LiveAsked): LiveRequests;
  reload(): Promise<void>;
  perform(action: ServerAction): Promise<string>;
  loadScenario(id: string): Promise<void>;
  loadFile(path: string): Promise<void>;
  setClock(scale: number): void;
  onChange(listener: (event: ChangeEvent) => void): () => void;
}

const MAX_CONNECTIONS = 64;

/**
 * The practice server's control port: loopback, a random token, lines of JSON. A web page that posts to the port gets
 * nowhere. Proving to be alive (`hello`) is answered at once, everything else when the server is ready.
 */
export class ControlServer {
  readonly #target: Controlled;
  readonly #paths: PracticePaths;
  readonly #log: Log;
  readonly #token = randomBytes(32).toString('hex');
  readonly #sockets = new Set<Socket>();
  readonly #ready: Promise<void>;
  readonly #server: Server;
  #setReady: () => void = () => undefined;
  #port = 0;

  constructor(target: Controlled, { paths, log }: { paths: PracticePaths; log: Log }) {
    this.#target = target;
    this.#paths = paths;
    this.#log = log;
    this.#ready = new Promise((resolve) => (this.#setReady = resolve));
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = MAX_CONNECTIONS;
  }

  get port(): number {
    return this.#port;
  }

  /** Opens the port and claims the data folder. Throws `busy` when another practice server has it. */
  async start(): Promise<void> {
    const server = this.#server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    const address = server.address();
    this.#port = typeof address === 'object' && address !== null ? address.port : 0;
    try {
      // Of two servers that start at once the second one finds the first.
      await withFileLock(this.#paths.startLock, () => this.#claim(), { what: 'the practice server' });
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  ready(): void {
    this.#setReady();
  }

  async stop(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await removeRunning(this.#paths.running, this.#token);
  }

  async #claim(): Promise<void> {
    const other = await PracticeClient.findAt(this.#paths.running);
    if (other) {
      other.close();
      throw new AppError('busy', 'A practice server already runs on this data folder.', {
        fix: 'Use that one, stop it, or name another folder with --data.',
      });
    }
    const running = { pid: process.pid, port: this.#port, token: this.#token };
    await writeRunning(this.#paths.running, { ...running, startedAt: new Date().toISOString() });
  }

  #serve(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
    serveControl(socket, {
      isToken: (token) => this.#isToken(token),
      answer: (request) => this.#answer(request),
      subscribe: (send) => this.#target.onChange(({ what, revision }) => send({ event: what, revision })),
      onRefused: (sentence) => this.#log.warn('a control connection was refused', { sentence }),
    });
  }

  #isToken(token: string): boolean {
    const given = Buffer.from(token);
    const own = Buffer.from(this.#token);
    return given.length === own.length && timingSafeEqual(given, own);
  }

  async #answer(request: ControlRequest): Promise<ControlMessage> {
    const { id } = request;
    try {
      await this.#ready;
      return { id, ok: true, data: await this.#do(request) };
    } catch (error) {
      if (!(error instanceof AppError)) {
        this.#log.error('a control request failed', { op: request.op, error: String(error) });
      }
      return { id, ok: false, error: toErrorData(error) };
    }
  }

  async #do(request: ControlRequest): Promise<unknown> {
    const target = this.#target;
    switch (request.op) {
      case 'info':
        return target.info();
      case 'runtime':
        return target.runtime();
      case 'live':
        return target.live();
      case 'requests':
        return target.requests(request.asked);
      case 'perform':
        return { sentence: await target.perform(request.action) };
      case 'reload':
        await target.reload();
        break;
      case 'load-scenario':
        await target.loadScenario(request.scenario);
        break;
      case 'load-file':
        await target.loadFile(request.path);
        break;
      case 'set-clock':
        target.setClock(request.scale);
        break;
      case 'hello':
        break;
    }
    return {};
  }
}
