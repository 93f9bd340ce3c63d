import { AppError } from '../../../shared/errors';
import type { Environment, IisAnswer, Network, PoolEvent } from '../../../shared/model/machine';
import type { ServerAction } from '../../../shared/model/readiness';
import type { LiveReading, LiveRequests } from '../../../shared/model/live';
import type { ObjectState, RuntimeState } from '../../../shared/model/runtime';
import { fold, readServer, type ServerConfig } from '../../iis/config';
import type { SourceFile } from '../../iis/config/types';
import type { Log } from '../../storage/log';
import type {
  CommitRequest,
  Gateway,
  GatewayRead,
  KeptConfig,
  KeptConfigs,
  LiveReader,
  RealServer,
  ServerRecord,
  SiteFiles,
} from '../gateway';
import { BACKUP_NAME, checkKeptName, HISTORY_NAME } from '../kept-names';
import type { Features, Runtime } from './answers';
import { askIis } from './ask-iis';
import { hasFarms, liveReadingOf } from './live-reading';
import { liveRequestsOf } from './live-requests';
import { performOn } from './perform';
import { FileCollector } from './read-files';
import { runtimeStateOf } from './runtime-state';
import { applyChanges } from './scripts/apply-changes';
import { backup } from './scripts/backup';
import { flushLog } from './scripts/flush-log';
import { listKept } from './scripts/list-kept';
import { readConfiguration } from './scripts/read-configuration';
import { readEnvironment } from './scripts/read-environment';
import { readEvents } from './scripts/read-events';
import { readFeatures } from './scripts/read-features';
import { readLive } from './scripts/read-live';
import { readNetwork } from './scripts/read-network';
import { readRequests } from './scripts/read-requests';
import { readRuntime } from './scripts/read-runtime';
import { restore } from './scripts/restore';
import { serverRecord } from './scripts/server-record';
import { PowerShellFiles } from './site-files';
import { ServerParts } from './server-parts';
import type { PowerShellSession } from './session';
import { Watcher } from './watcher';

export interface PowerShellGatewayOptions {
  session: PowerShellSession;
  /** As the administrator knows it: "this computer", "WEB07". */
  name: string;
  /** Host under which its bindings are reached from here: "localhost", "WEB07". */
  host: string;
  /** Whether starting this program as administrator could help. */
  mayElevate: boolean;
  log: Log;
  /** Paths of sockets that are known, so that the web.config files on the way are read as well. */
  endpoints?: () => Promise<{ site: string; path: string }[]>;
}

const ROLE_SERVICES = [
  'Web-WebSockets',
  'Web-Server',
  'Web-AppInit',
  'Web-Request-Monitor',
  'Web-Scripting-Tools',
];
/** How often run time is looked at while somebody watches. */
const LOOK_EVERY_MS = 5_000;
const SETTLE_TRIES = 10;
const SETTLE_MS = 500;

/** A real server with IIS, through fixed PowerShell scripts. It opens look-only. */
export class PowerShellGateway implements Gateway {
  readonly kind = 'windows';
  readonly writes = 'operations';
  readonly handshake = 'asked';
  readonly real: RealServer;
  readonly kept: KeptConfigs;
  readonly record: ServerRecord;
  readonly siteFiles: SiteFiles;
  readonly live: LiveReader;
  readonly #options: PowerShellGatewayOptions;
  readonly #parts: ServerParts;
  readonly #watcher: Watcher;
  #environment: Environment | null = null;
  #features: Features | null = null;
  #network: Network | null = null;
  #events: readonly PoolEvent[] | null = null;
  #config: ServerConfig | null = null;
  #configKey = '';
  #configStamp = '';
  #slow: Promise<void> | null = null;
  #slowAgain: Promise<void> | null = null;
  #askedParts = false;
  #runtimeKey = '';
  #runtimeRevision = 0;
  #siteStates = new Map<string, ObjectState>();
  #recordEnsured = false;
  #recordRead = { stamp: '', text: '' };

  constructor(options: PowerShellGatewayOptions) {
    this.#options = options;
    this.#parts = new ServerParts(options.mayElevate);
    this.#watcher = new Watcher(LOOK_EVERY_MS, () => this.#lastRuntime());
    this.real = {
      unlocked: false,
      parts: () => this.#parts.all(),
      environment: () => this.#environment,
      network: () => this.#network,
      events: () => this.#events,
      iisSays: (site, application) => this.#iisSays(site, application),
      onPart: (listener) => this.#parts.onChange(listener),
      refreshParts: () => this.#readSlowParts(),
    };
    this.kept = { list: () => this.#listKept(), read: (kept) => this.#readKept(kept) };
    this.siteFiles = new PowerShellFiles(options.session, () => this.#refuseLocked());
    this.live = { read: () => this.#readLive(), requests: (asked) => this.#readRequests(asked) };
    this.record = { append: (lines) => this.#appendRecord(lines), read: () => this.#readRecord() };
  }

  async read(): Promise<GatewayRead> {
    const collector = new FileCollector();
    const { files, problems } = await this.#parts.run('configuration', async () => {
      const endpoints = (await this.#options.endpoints?.()) ?? [];
      await this.#options.session.run(
        readConfiguration,
        { endpoints },
        { onPart: (part) => collector.take(part) },
      );
      return collector.result();
    });
    this.#keep(files);
    // Once; after that they are read when somebody asks for it. They ask for the ports that the text names.
    if (!this.#askedParts) void this.#readSlowParts();
    this.#askedParts = true;
    const { unlocked } = this.real;
    const lookOnly = `${this.#options.name} is open look-only: nothing is written until you unlock it.`;
    return { files, problems, ...(unlocked ? {} : { readOnly: lookOnly }) };
  }

  /** For names of sites and pools at run time; the same text keeps its model. */
  #keep(files: GatewayRead['files']): void {
    const key = files.applicationHost.hash ?? '';
    if (this.#config !== null && key === this.#configKey) return;
    try {
      this.#config = readServer(files);
    } catch {
      this.#config = null;
    }
    this.#configKey = key;
  }

  async runtime(): Promise<RuntimeState> {
    const runtime = await this.#readRuntime();
    const { host } = this.#options;
    const state = runtimeStateOf({
      revision: 0,
      runtime,
      features: this.#features,
      config: this.#config,
      host,
    });
    const key = JSON.stringify({ ...state, at: '' });
    if (key !== this.#runtimeKey) this.#runtimeRevision += 1;
    this.#runtimeKey = key;
    return { ...state, revision: this.#runtimeRevision };
  }

  async #readRuntime(): Promise<Runtime> {
    const runtime = await this.#parts.run('runtime', () => this.#options.session.run(readRuntime, {}));
    this.#configStamp = runtime.configStamp;
    this.#siteStates = new Map(runtime.sites.map(({ name, state }) => [fold(name), state]));
    return runtime;
  }

  async #readLive(): Promise<LiveReading> {
    const answer = await this.#options.session.run(readLive, { farms: hasFarms(this.#config) });
    const siteState = (site: string): ObjectState => this.#siteStates.get(fold(site)) ?? 'Unknown';
    return liveReadingOf({ answer, config: this.#config, siteState });
  }

  async #readRequests(asked: Parameters<LiveReader['requests']>[0]): Promise<LiveRequests> {
    const { pool, limit } = asked;
    const site = asked.site === null ? null : (this.#config?.findSite(asked.site)?.id ?? null);
    if (asked.site !== null && site === null)
      throw new AppError('not-found', `${asked.site} is not among the sites that were read.`, {
        fix: 'Read the server again.',
      });
    const answer = await this.#options.session.run(readRequests, { pool, site, limit });
    return liveRequestsOf(answer, this.#config);
  }

  /** Nothing of the server changes, so that it is let do it look-only, too. */
  async flushLogs(): Promise<void> {
    await this.#options.session.run(flushLog, {});
  }

  /** What decides whether anybody has to read again: the configuration's time stamp, and run time. */
  async #lastRuntime(): Promise<{ config: string; runtime: number }> {
    const { revision } = await this.runtime();
    return { config: this.#configStamp, runtime: revision };
  }

  /**
   * Features, firewall and environment take seconds: they come when they come, and tell it. While a reading is under
   * way one more is queued behind it, so that the answer is never older than the question.
   */
  #readSlowParts(): Promise<void> {
    const before = this.#slow;
    if (before) {
      this.#slowAgain ??= before.then(() => {
        this.#slowAgain = null;
        return this.#readSlowParts();
      });
      return this.#slowAgain;
    }
    this.#slow = this.#slowParts().finally(() => {
      this.#slow = null;
    });
    return this.#slow;
  }

  async #slowParts(): Promise<void> {
    const { session, log, name } = this.#options;
    const quietly = async (part: Promise<unknown>): Promise<void> => {
      await part.catch((error: unknown) => log.warn('a part could not be read', { server: name, error }));
    };
    await quietly(
      this.#parts
        .run('environment', () => session.run(readEnvironment, {}))
        .then((environment) => {
          this.#environment = environment;
        }),
    );
    await quietly(
      this.#parts
        .run('features', () => session.run(readFeatures, { names: ROLE_SERVICES }))
        .then((features) => {
          this.#features = features;
          this.#watcher.tell('runtime');
        }),
    );
    await quietly(
      this.#parts
        .run('network', () => session.run(readNetwork, { ports: this.#ports() }))
        .then((network) => {
          this.#network = network;
          this.#watcher.tell('runtime');
        }),
    );
    await quietly(
      this.#parts
        .run('events', () => session.run(readEvents, { sinceHours: 24, limit: 1_000 }))
        .then(({ events }) => {
          this.#events = events;
          this.#watcher.tell('runtime');
        }),
    );
  }

  /** TCP ports of every web binding. */
  #ports(): number[] {
    const bindings = this.#config?.sites.flatMap((site) => site.bindings) ?? [];
    const web = bindings.filter(({ protocol }) => /^https?$/i.test(protocol));
    return [...new Set(web.flatMap(({ port }) => (port === null ? [] : [port])))];
  }

  #iisSays(site: string, application: string): Promise<IisAnswer[]> {
    return askIis(this.#options.session, site, application);
  }

  async commit({ path, expectedHash, content }: CommitRequest): Promise<{ hashAfter: string }> {
    this.#refuseLocked();
    if (content.kind === 'bytes') throw new AppError('internal', 'IIS itself writes this file.');
    const { session } = this.#options;
    await session.run(backup, { name: content.backupName });
    try {
      if (content.kind === 'restore') return await session.run(restore, { name: content.from, expectedHash });
      const operations = [...content.operations];
      const { hashAfter } = await session.run(applyChanges, { path, expectedHash, operations });
      return { hashAfter };
    } finally {
      this.#watcher.tell('config');
    }
  }

  /** Its history's folder, as the configuration names it. */
  #historyPath(): string {
    const element = this.#config?.blocks.find('', 'system.applicationHost/configHistory')[0]?.element;
    return element?.get('path') ?? '%SystemDrive%\\inetpub\\history';
  }

  async #listKept(): Promise<KeptConfig[]> {
    const { kept } = await this.#options.session.run(listKept, { history: this.#historyPath() });
    return kept.filter(({ kind, name }) => (kind === 'history' ? HISTORY_NAME : BACKUP_NAME).test(name));
  }

  async #readKept(kept: Pick<KeptConfig, 'kind' | 'name'>): Promise<SourceFile> {
    checkKeptName(kept);
    const { kind, name } = kept;
    const collector = new FileCollector();
    const asked = kind === 'history' ? { kind, name, history: this.#historyPath() } : { kind, name };
    await this.#options.session.run(
      readConfiguration,
      { endpoints: [], kept: asked },
      { onPart: (part) => collector.take(part) },
    );
    return collector.result().files.applicationHost;
  }

  async #appendRecord(lines: readonly string[]): Promise<void> {
    // A line that a crash tore is ended first; empty lines mean nothing.
    const base64 = Buffer.from(lines.map((line) => `\n${line}\n`).join('')).toString('base64');
    const ensure = !this.#recordEnsured;
    await this.#options.session.run(serverRecord, { action: 'append', base64, ensure, known: '' });
    this.#recordEnsured = true;
  }

  async #readRecord(): Promise<string> {
    const known = this.#recordRead.stamp;
    const { stamp, base64 } = await this.#options.session.run(serverRecord, {
      action: 'read',
      base64: '',
      ensure: false,
      known,
    });
    // Asked for at every look at the journal; it may have 4 MB and seldom changes.
    if (stamp !== this.#recordRead.stamp)
      this.#recordRead = { stamp, text: Buffer.from(base64, 'base64').toString('utf8') };
    return this.#recordRead.text;
  }

  /** Commit returns before WAS has acted (Calamari #688): bounded, until nothing is on its way any more. */
  async settle(): Promise<void> {
    for (let tries = 0; tries < SETTLE_TRIES; tries += 1) {
      const { sites, pools } = await this.#readRuntime();
      const moving = [...sites, ...pools].some(({ state }) => state === 'Starting' || state === 'Stopping');
      if (!moving) break;
      await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    }
    this.#watcher.tell('runtime');
  }

  async perform(action: ServerAction, onProgress?: (sentence: string) => void): Promise<string> {
    this.#refuseLocked();
    try {
      const sentence = await performOn(this.#options.session, action, onProgress);
      await this.#readSlowParts();
      return sentence;
    } finally {
      this.#watcher.tell('config');
    }
  }

  #refuseLocked(): void {
    if (this.real.unlocked) return;
    throw new AppError('look-only', `${this.#options.name} is open look-only; nothing was changed.`, {
      fix: 'Unlock the server first.',
    });
  }

  watch(listener: (what: 'config' | 'runtime') => void): () => void {
    return this.#watcher.watch(listener);
  }

  async dispose(): Promise<void> {
    this.#watcher.dispose();
    await this.#options.session.dispose();
  }
}
