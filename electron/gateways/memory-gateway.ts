import { AppError } from '../../shared/errors';
import type { ServerAction } from '../../shared/model/readiness';
import type { ObjectState, RuntimeState } from '../../shared/model/runtime';
import { fold, readServer } from '../iis/config';
import { sha256 } from '../storage/hash';
import { writeAtomic } from '../storage/write-atomic';
import type { CommitRequest, Gateway, GatewayRead, SiteFileCommit, SiteFileNow, SiteFiles } from './gateway';
import { withFeature } from './practice/install-feature';
import { bytesOf } from './site-file-bytes';

/** What a test wants to happen around a commit: throwing there is a failure, never settling is a crash. */
export interface CommitHooks {
  before?: () => void | Promise<void>;
  afterBackup?: () => void | Promise<void>;
  afterWrite?: () => void | Promise<void>;
}

/**
 * A whole IIS server in memory, for tests: it keeps one configuration, obeys the port's promises (hash checks, copy
 * before the write, old bytes on any error) and does its actions for real on its state. Copies go to the real disk,
 * as undo reads them there.
 */
export class MemoryGateway implements Gateway {
  readonly kind: Gateway['kind'];
  readonly writes: Gateway['writes'] = 'bytes';
  readonly handshake: Gateway['handshake'] = 'automatic';
  readonly path: string;
  bytes: Uint8Array;
  readOnly: string | undefined;
  hooks: CommitHooks = {};
  /** Bytes of every commit that was done. */
  readonly commits: Uint8Array[] = [];
  readonly performed: ServerAction[] = [];
  readonly siteFiles = new MemoryFiles();
  settled = 0;
  readonly #listeners = new Set<(what: 'config' | 'runtime') => void>();
  #runtime: RuntimeState;

  constructor(text: string | Uint8Array, options: { path?: string; kind?: Gateway['kind'] } = {}) {
    this.bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    this.path = options.path ?? 'applicationHost.config';
    this.kind = options.kind ?? 'practice';
    this.#runtime = firstRuntime(this.bytes, this.path);
  }

  read(): Promise<GatewayRead> {
    const applicationHost = { path: this.path, bytes: this.bytes };
    const files = { applicationHost, webConfigs: { complete: true, files: [] } };
    return Promise.resolve({ files, ...(this.readOnly === undefined ? {} : { readOnly: this.readOnly }) });
  }

  runtime(): Promise<RuntimeState | null> {
    return Promise.resolve(this.kind === 'file' ? null : this.#runtime);
  }

  async commit({ path, expectedHash, content }: CommitRequest): Promise<{ hashAfter: string }> {
    if (content.kind !== 'bytes') throw new AppError('internal', 'This server is written by bytes.');
    const { bytes, backupPath } = content;
    if (path !== this.path) throw new AppError('not-found', `${path} is not a file of this server.`);
    await this.hooks.before?.();
    this.#check(expectedHash);
    await writeAtomic(backupPath, this.bytes);
    await this.hooks.afterBackup?.();
    this.#check(expectedHash);
    this.bytes = bytes;
    this.commits.push(bytes);
    this.#tell('config');
    await this.hooks.afterWrite?.();
    return { hashAfter: sha256(bytes) };
  }

  /** Somebody else writes the configuration. */
  overwrite(bytes: Uint8Array): void {
    this.bytes = bytes;
    this.#tell('config');
  }

  /** Opens or closes sockets of a site and its pool. */
  setSockets(site: string, pool: string, sockets: number): void {
    this.#change((state) => ({
      sites: state.sites.map((each) =>
        each.name === site ? { ...each, sockets, connections: sockets } : each,
      ),
      pools: state.pools.map((each) => (each.name === pool ? { ...each, sockets } : each)),
    }));
  }

  settle(): Promise<void> {
    this.settled += 1;
    return Promise.resolve();
  }

  async perform(action: ServerAction): Promise<string> {
    this.performed.push(action);
    switch (action.kind) {
      case 'install-feature':
        this.bytes = withFeature(
          readServer({ applicationHost: { path: this.path, bytes: this.bytes }, webConfigs: NONE }),
        );
        this.#change(() => ({ feature: 'Installed' }));
        this.#tell('config');
        return Promise.resolve(`${action.feature} was installed.`);
      case 'start-site':
        this.#change(({ sites }) => ({ sites: started(sites, 'site', action.site) }));
        return Promise.resolve(`The site ${action.site} was started.`);
      case 'start-pool':
        this.#change(({ pools }) => ({ pools: started(pools, 'pool', action.pool) }));
        return Promise.resolve(`The pool ${action.pool} was started.`);
      case 'recycle-pool':
        this.#change(({ pools }) => ({
          pools: started(pools, 'pool', action.pool).map((pool) =>
            fold(pool.name) === fold(action.pool) ? { ...pool, sockets: 0 } : pool,
          ),
        }));
        return Promise.resolve(`The pool ${action.pool} was recycled.`);
      default:
        throw new AppError('action-refused', 'This server does not do that; nothing was changed.');
    }
  }

  watch(listener: (what: 'config' | 'runtime') => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): Promise<void> {
    this.#listeners.clear();
    return Promise.resolve();
  }

  #check(expectedHash: string): void {
    if (sha256(this.bytes) === expectedHash) return;
    throw new AppError('file-changed', `${this.path} has changed since it was read; nothing was written.`);
  }

  #change(change: (state: RuntimeState) => Partial<RuntimeState>): void {
    this.#runtime = { ...this.#runtime, ...change(this.#runtime), revision: this.#runtime.revision + 1 };
    this.#tell('runtime');
  }

  #tell(what: 'config' | 'runtime'): void {
    for (const listener of this.#listeners) listener(what);
  }
}

/** Files by their full path, folders as configured. */
export class MemoryFiles implements SiteFiles {
  readonly all = new Map<string, Uint8Array>();
  /** Throwing there is a failure of the write. */
  onCommit: (request: SiteFileCommit) => void | Promise<void> = () => undefined;

  read(folder: string, name: string): Promise<SiteFileNow> {
    const path = `${folder}\\${name}`;
    const bytes = this.all.get(path) ?? null;
    return Promise.resolve({ path, bytes, hash: bytes === null ? null : sha256(bytes) });
  }

  async commit(request: SiteFileCommit): Promise<void> {
    const { expectedHash, content, backup } = request;
    const { path, bytes: old, hash } = await this.read(request.folder, request.name);
    if (hash !== expectedHash)
      throw new AppError('file-changed', `${path} has changed since it was read; nothing was written.`);
    await this.onCommit(request);
    if (old !== null) await writeAtomic(backup, old);
    const bytes = bytesOf(content);
    if (bytes === null) this.all.delete(path);
    else this.all.set(path, bytes);
  }
}

const NONE = { complete: true, files: [] };

function started<T extends { name: string; state: ObjectState }>(
  all: readonly T[],
  what: string,
  name: string,
): T[] {
  if (!all.some((each) => fold(each.name) === fold(name))) {
    throw new AppError('not-found', `This server has no ${what} ${name}.`);
  }
  return all.map((each) => (fold(each.name) === fold(name) ? { ...each, state: 'Started' } : each));
}

/** Everything started, no socket open; an unsound configuration has no objects. */
function firstRuntime(bytes: Uint8Array, path: string): RuntimeState {
  const base = { revision: 1, at: new Date(0).toISOString() };
  try {
    const config = readServer({ applicationHost: { path, bytes }, webConfigs: NONE });
    const quiet = { bindings: [], connections: 0, sockets: 0, refused: 0 };
    return {
      ...base,
      feature: config.globalModules.has('WebSocketModule') ? 'Installed' : 'Available',
      sites: config.sites.map(({ name }) => ({ name, state: 'Started', ...quiet })),
      pools: config.pools.map(({ name }) => ({ name, state: 'Started', sockets: 0 })),
    };
  } catch {
    return { ...base, feature: 'Unknown', sites: [], pools: [] };
  }
}
