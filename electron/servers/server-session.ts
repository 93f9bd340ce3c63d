import { createHash } from 'node:crypto';
import { AppError } from '../../shared/errors';
import type { Problem } from '../../shared/model/common';
import type { RuntimeState } from '../../shared/model/runtime';
import type { ServerEntry } from '../../shared/model/server';
import type { Gateway } from '../gateways/gateway';
import { readServer } from '../iis/config';
import type { ServerConfig } from '../iis/config';
import type { ServerFiles } from '../iis/config/types';
import type { Log } from '../storage/log';

/** One reading of a server's configuration. Everything answered from it carries its revision. */
export interface Snapshot {
  /** Counts up with every reading whose text differs, from 1. */
  readonly revision: number;
  readonly readAt: string;
  readonly config: ServerConfig;
  readonly readOnly: string | undefined;
  readonly size: number;
  /** What could not be read beside the configuration itself. */
  readonly problems: readonly Problem[];
}

export type SessionChange = 'config' | 'runtime';

interface SessionOptions {
  entry: ServerEntry;
  gateway: Gateway;
  log: Log;
  now: () => Date;
}

/** One hash over every file that was read, so that an unchanged server is not parsed again. */
function fingerprint(files: ServerFiles): string {
  const hash = createHash('sha256')
    .update(files.applicationHost.hash ?? '')
    .update(files.applicationHost.bytes);
  if (files.redirection) hash.update('\0redirection\0').update(files.redirection.bytes);
  for (const { iisPath, file, unreadable } of files.webConfigs.files)
    hash.update(`\0${iisPath}\0${unreadable ?? ''}\0${file?.hash ?? ''}\0`).update(file?.bytes ?? '');
  return hash.digest('hex');
}

/**
 * One server that the administrator has open: its gateway, the last reading of its configuration and its run-time
 * state. Reads are shared: a page that asks while one is under way waits for that one.
 */
export class ServerSession {
  readonly gateway: Gateway;
  #entry: ServerEntry;
  readonly #log: Log;
  readonly #now: () => Date;
  readonly #listeners = new Set<(what: SessionChange) => void>();
  readonly #unwatch: () => void;
  #revision = 0;
  #fingerprint = '';
  #runtimeRevision = 0;
  #current: Snapshot | null = null;
  #reading: Promise<Snapshot> | null = null;
  #readAgain = false;
  #runtime: RuntimeState | null = null;
  #runtimeReading: Promise<void> | null = null;

  constructor({ entry, gateway, log, now }: SessionOptions) {
    this.#entry = entry;
    this.gateway = gateway;
    this.#log = log;
    this.#now = now;
    this.#unwatch = gateway.watch(
      (what) => void (what === 'config' ? this.refresh().catch(() => undefined) : this.readRuntime()),
    );
    void this.readRuntime();
  }

  get entry(): ServerEntry {
    return this.#entry;
  }

  /** As it stands in the list now. */
  relist(entry: ServerEntry): void {
    this.#entry = entry;
  }

  get revision(): number {
    return this.#revision;
  }

  get runtimeRevision(): number {
    return this.#runtimeRevision;
  }

  /** The configuration as last read, without reading it; undefined where it could not be read. */
  get config(): ServerConfig | undefined {
    return this.#current?.config;
  }

  /** Why nothing may be written, as last read; undefined where it may, or nothing was read yet. */
  get readOnly(): string | undefined {
    return this.#current?.readOnly;
  }

  /** The last known run-time state; null where there is none, or none yet. */
  get runtime(): RuntimeState | null {
    return this.#runtime;
  }

  /** The configuration as last read, reading it now if it never was. Throws why it could not be read. */
  snapshot(): Promise<Snapshot> {
    if (this.#current && !this.#reading) return Promise.resolve(this.#current);
    return this.#reading ?? this.refresh();
  }

  /**
   * Reads the configuration anew. While a reading is under way one more is queued behind it, so that the answer is
   * never older than the question.
   */
  refresh(): Promise<Snapshot> {
    if (this.#reading) {
      this.#readAgain = true;
      return this.#reading;
    }
    this.#reading = this.#readUntilFresh().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #readUntilFresh(): Promise<Snapshot> {
    do {
      this.#readAgain = false;
      try {
        await this.#read();
      } catch (error) {
        this.#current = null;
        this.#revision += 1;
        this.#tell('config');
        throw error;
      }
    } while (this.#askedAgain());
    if (!this.#current) throw new AppError('internal', 'The configuration was read but is not there.');
    return this.#current;
  }

  #askedAgain(): boolean {
    return this.#readAgain;
  }

  async #read(): Promise<void> {
    const begun = performance.now();
    const { files, readOnly, problems = [] } = await this.gateway.read();
    const print = fingerprint(files);
    const last = this.#current;
    // The same text keeps its model: whatever was computed from it stays valid.
    const same = last !== null && print === this.#fingerprint;
    const config = same ? last.config : readServer(files);
    if (!same) this.#revision += 1;
    this.#fingerprint = print;
    this.#current = {
      revision: this.#revision,
      readAt: this.#now().toISOString(),
      config,
      readOnly: readOnly ?? config.readOnly,
      size: files.applicationHost.bytes.length,
      problems,
    };
    this.#log.info('configuration read', {
      server: this.entry.id,
      revision: this.#revision,
      bytes: files.applicationHost.bytes.length,
      ms: Math.round(performance.now() - begun),
    });
    if (!same) this.#tell('config');
  }

  /** Reads the run-time state anew; what can't be read becomes null, which every page shows as unknown. */
  readRuntime(): Promise<void> {
    this.#runtimeReading ??= this.#readRuntime().finally(() => {
      this.#runtimeReading = null;
    });
    return this.#runtimeReading;
  }

  async #readRuntime(): Promise<void> {
    let next: RuntimeState | null = null;
    try {
      next = await this.gateway.runtime();
    } catch (error) {
      this.#log.warn('run-time state could not be read', {
        server: this.entry.id,
        why: error instanceof AppError ? error.message : String(error),
      });
    }
    if (next?.revision === this.#runtime?.revision) return;
    this.#runtime = next;
    this.#runtimeRevision += 1;
    this.#tell('runtime');
  }

  onChange(listener: (what: SessionChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async dispose(): Promise<void> {
    this.#unwatch();
    this.#listeners.clear();
    await this.gateway.dispose();
  }

  #tell(what: SessionChange): void {
    for (const listener of this.#listeners) listener(what);
  }
}
