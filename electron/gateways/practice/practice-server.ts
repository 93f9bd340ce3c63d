import { rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { AppError } from '../../../shared/errors';
import type { ServerAction } from '../../../shared/model/readiness';
import type { LiveReading, LiveRequests } from '../../../shared/model/live';
import type { RuntimeState } from '../../../shared/model/runtime';
import { readSource } from '../config-file/read-source';
import { WORKER_REFUSALS } from '../live-gaps';
import type { WebConfigSource } from '../../iis/config/types';
import { sha256 } from '../../storage/hash';
import { silentLog, type Log } from '../../storage/log';
import { performAction } from './actions';
import { ChangeBus, type ChangeEvent } from './change-bus';
import { ScaledClock } from './clock';
import { ConfigStore } from './config-store';
import { ControlServer } from './control/control-server';
import type { LiveAsked, PracticeInfo } from './control/protocol';
import { RequestLogs } from './logs/request-logs';
import { keepHistory } from './history';
import { ObeyedConfig } from './obeyed-config';
import { hasPracticeFile } from './practice-files';
import { practicePaths, type PracticePaths } from './practice-paths';
import { StateFile, stateOf, type PracticeState } from './practice-state';
import { readWebConfigs } from './practice-web-configs';
import { defaultScenario, findScenario, scenarios } from './scenarios';
import { ServerCore } from './server-core';
import { watchConfig } from './watch-config';

export interface PracticeServerOptions {
  /** The product's data folder; everything of the practice server lies in `practice/` below it. */
  dataDir: string;
  log?: Log;
  now?: () => Date;
}

/**
 * The IIS-like server inside the product. Its configuration is a real applicationHost.config on disk, obeyed as it is
 * now: every change of the file counts for the next request. Other processes reach it through the control port that is
 * announced in `practice/running.json`. One server a data folder: a second one's `start` throws `busy`.
 */
export class PracticeServer {
  readonly #paths: PracticePaths;
  readonly #log: Log;
  readonly #now: () => Date;
  readonly #store: ConfigStore;
  readonly #stateFile: StateFile;
  readonly #core: ServerCore;
  readonly #logs: RequestLogs;
  readonly #control: ControlServer;
  readonly #clock: ScaledClock;
  readonly #bus = new ChangeBus();
  #state: PracticeState = stateOf(null, 'Available');
  #hash: string | null = null;
  /** Of all web.config files together. */
  #webHash = '';
  #unwatch: (() => void) | undefined;
  #turn: Promise<unknown> = Promise.resolve();

  constructor({ dataDir, log = silentLog, now = () => new Date() }: PracticeServerOptions) {
    this.#paths = practicePaths(dataDir);
    this.#log = log;
    this.#now = now;
    this.#clock = new ScaledClock(1, undefined, now());
    this.#store = new ConfigStore(this.#paths);
    this.#stateFile = new StateFile(dataDir, log);
    this.#logs = new RequestLogs({ drive: this.#paths.drive, clock: this.#clock, log });
    this.#core = new ServerCore({
      clock: this.#clock,
      log,
      logs: this.#logs,
      startedByHand: (kind, key) =>
        (kind === 'site' ? this.#state.startedSites : this.#state.startedPools).includes(key),
      featureInstalled: () => this.#state.feature === 'Installed',
      hasFile: (folder, name) => hasPracticeFile(this.#paths.drive, folder, name),
      changed: () => this.#bus.touch('runtime'),
    });
    this.#control = new ControlServer(this, { paths: this.#paths, log });
  }

  get configPath(): string {
    return this.#paths.config;
  }

  /** The folder of its drives: "c/inetpub/logs/logfiles" below it are the logs, as nobody moved them. */
  get drivePath(): string {
    return this.#paths.drive;
  }

  /** The control port; 0 before `start`. */
  get controlPort(): number {
    return this.#control.port;
  }

  /**
   * Announces itself, reads the configuration (the default scenario's where there is none yet) and opens the ports. An
   * unsound file doesn't keep it from starting: it is a problem in `runtime()`. Throws `busy`, `data-folder-unusable`.
   */
  async start(): Promise<void> {
    await this.#store.prepare();
    await this.#control.start();
    try {
      await this.#exclusive(() => this.#begin());
      this.#control.ready();
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#unwatch?.();
    this.#bus.dispose();
    await this.#control.stop();
    await this.#turn.catch(() => undefined);
    this.#core.close();
    this.#clock.dispose();
    // A socket that was just cut says so a moment later; then it is in the log.
    await setImmediate();
    this.#logs.flush();
  }

  runtime(): RuntimeState {
    return {
      revision: this.#bus.revision,
      at: this.#now().toISOString(),
      feature: this.#state.feature,
      clock: { timeOfDayS: this.#clock.timeOfDayS(), speed: this.#clock.scale },
      ...this.#core.runtime(),
    };
  }

  live(): LiveReading {
    const begun = performance.now();
    const figures = this.#core.live();
    const at = this.#now().toISOString();
    return {
      at,
      ...figures,
      tookMs: performance.now() - begun,
      measured: 'server',
      farms: [],
      gaps: [WORKER_REFUSALS],
    };
  }

  requests(asked: LiveAsked): LiveRequests {
    const how =
      'The practice server opened these sockets itself: age, client, address and bytes are its own.';
    return {
      at: this.#now().toISOString(),
      ...this.#core.requests(asked),
      how,
      gap: null,
    };
  }

  info(): PracticeInfo {
    return {
      scenario: this.#state.scenario,
      scenarios: scenarios.map(({ id, title, summary }) => ({ id, title, summary })),
      clockScale: this.#clock.scale,
      configPath: this.#paths.config,
      pid: process.pid,
      revision: this.#bus.revision,
    };
  }

  /** Reads the file now and answers when it is obeyed. Throws why it can't be. */
  reload(): Promise<void> {
    return this.#exclusive(async () => {
      await this.#read();
      const { problem } = this.#core;
      if (problem) throw problem;
    });
  }

  /** One sentence about what happened. Throws `not-found`, `bad-request` and what the configuration's editor throws. */
  perform(action: ServerAction): Promise<string> {
    return this.#exclusive(async () => {
      await this.#read();
      return performAction(action, {
        core: this.#core,
        state: this.#state,
        writeConfig: (bytes) => this.#store.write(bytes, this.#hash ?? undefined).then(() => this.#read()),
        saveState: (change) => this.#save({ ...this.#state, ...change }),
      });
    });
  }

  /** Brings the scenario's file back byte for byte, and the server as if it were just switched on. Throws `not-found`. */
  loadScenario(id: string): Promise<void> {
    return this.#exclusive(async () => {
      const { bytes, feature } = findScenario(id);
      await this.#replace(bytes, stateOf(id, feature));
    });
  }

  /**
   * Takes a copy of any configuration file. The feature counts as installed when the file registers its module. Throws
   * `file-missing`, `file-unreadable`, and why the file is no configuration; then nothing has changed.
   */
  loadFile(path: string): Promise<void> {
    return this.#exclusive(async () => {
      const { bytes } = await readSource(path);
      const { hasModuleImage } = ObeyedConfig.read(path, bytes);
      await this.#replace(bytes, stateOf(null, hasModuleImage ? 'Installed' : 'Available'));
    });
  }

  /** 1 to 100,000 times as fast as real time; throws `value-invalid`. */
  setClock(scale: number): void {
    if (!(scale >= 1 && scale <= 100_000)) {
      throw new AppError('value-invalid', 'The practice clock runs 1 to 100,000 times as fast as real time.');
    }
    this.#clock.setScale(scale);
    this.#bus.touch('runtime');
  }

  onChange(listener: (event: ChangeEvent) => void): () => void {
    return this.#bus.listen(listener);
  }

  async #begin(): Promise<void> {
    const there = await this.#store.read();
    const known = await this.#stateFile.read();
    if (!there) {
      const first = findScenario(defaultScenario);
      await this.#store.write(first.bytes);
      await this.#save(stateOf(first.id, first.feature));
    } else if (known) this.#state = known;
    else await this.#save(stateOf(null, registersModule(this.#paths.config, there.bytes)));
    await this.#read();
    this.#unwatch = watchConfig(this.#paths.config, () => {
      this.#exclusive(() => this.#read()).catch((error: unknown) => {
        this.#log.error('the practice configuration could not be obeyed', { error: String(error) });
      });
    });
  }

  /** Obeys the file as it is on disk, if it is another one than before. */
  async #read(): Promise<void> {
    try {
      const read = await this.#store.read();
      if (!read) throw missing(this.#paths.config);
      const host = { path: this.#paths.config, bytes: read.bytes };
      const webConfigs = await readWebConfigs(this.#paths.drive, host);
      const webHash = hashOfAll(webConfigs);
      if (read.hash === this.#hash && webHash === this.#webHash) return;
      this.#hash = read.hash;
      this.#webHash = webHash;
      this.#bus.touch('config');
      const config = ObeyedConfig.read(host.path, host.bytes, webConfigs);
      await this.#keep(config, read.bytes);
      await this.#core.obey(config);
      this.#log.info('the practice server obeys a configuration', { hash: read.hash });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      if (error.code === 'file-missing' || error.code === 'file-unreadable') this.#hash = null;
      if (this.#core.problem?.message === error.message) return;
      this.#log.warn('the practice configuration is not sound', { sentence: error.message });
      this.#core.refuse(error);
    }
  }

  /** A disk that is full must not keep it from obeying. */
  async #keep({ config }: ObeyedConfig, bytes: Uint8Array): Promise<void> {
    await keepHistory(this.#paths.history, config, bytes).catch((error: unknown) => {
      this.#log.warn('the configuration history could not be kept', { error: String(error) });
    });
  }

  async #replace(bytes: Uint8Array, state: PracticeState): Promise<void> {
    await this.#store.write(bytes);
    this.#logs.flush();
    // Its folders, logs among them, belong to the configuration that goes.
    await rm(this.#paths.drive, { recursive: true, force: true });
    await this.#save(state);
    this.#core.reset();
    this.#hash = null;
    await this.#read();
  }

  async #save(state: PracticeState): Promise<void> {
    this.#state = state;
    await this.#stateFile.write(state);
    this.#bus.touch('runtime');
  }

  /** One thing after the other: a reading never overtakes an action. */
  #exclusive<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#turn.then(work, work);
    this.#turn = next.catch(() => undefined);
    return next;
  }
}

const hashOfAll = (webConfigs: readonly WebConfigSource[]): string =>
  sha256(
    JSON.stringify(
      webConfigs.map(({ iisPath, file, unreadable }) => [iisPath, file ? sha256(file.bytes) : unreadable]),
    ),
  );

function registersModule(path: string, bytes: Uint8Array): PracticeState['feature'] {
  try {
    return ObeyedConfig.read(path, bytes).hasModuleImage ? 'Installed' : 'Available';
  } catch {
    return 'Available';
  }
}

const missing = (file: string): AppError =>
  new AppError('file-missing', `The practice server's configuration ${file} is gone.`, {
    where: { file },
    fix: 'Bring a scenario back.',
  });
