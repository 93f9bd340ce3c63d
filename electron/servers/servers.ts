import type { ServerEntry } from '../../shared/model/server';
import { ConfigFileGateway } from '../gateways/config-file/config-file-gateway';
import type { Gateway } from '../gateways/gateway';
import { PracticeGateway } from '../gateways/practice/practice-gateway';
import { ChangesService } from '../iis/changes/changes-service';
import { fold, type ServerConfig } from '../iis/config';
import type { Journal } from '../iis/changes/journal';
import type { DataFolder } from '../storage/data-folder';
import type { Log } from '../storage/log';
import { Addresses } from './addresses';
import { Handshakes } from './handshakes';
import type { Probe } from './handshakes';
import { OpenServer } from './open-server';
import type { PracticeLink } from './practice-link';
import { ServerList } from './server-list';
import { ServerSession } from './server-session';
import { Setups } from './setups';

interface ServersOptions {
  folder: DataFolder;
  journal: Journal;
  practice: PracticeLink;
  probe: Probe;
  log: Log;
  now: () => Date;
  /** One sentence for the administrator about something of ours that is not sound. */
  onProblem: (sentence: string) => void;
}

/** What of a server changed: its configuration, what is seen at run time, or its pending list. */
type Listener = (serverId: string) => void;

/** The servers that are open, each opened at its first use and kept until it is removed or the program ends. */
export class Servers {
  readonly list: ServerList;
  readonly addresses: Addresses;
  readonly setups: Setups;
  readonly #options: ServersOptions;
  readonly #open = new Map<string, Promise<OpenServer>>();
  readonly #sessions = new Map<string, ServerSession>();
  /** Every server that was wired, by whomever: the command line opens one of its own. */
  readonly #wired = new Set<OpenServer>();
  readonly #listeners = new Set<Listener>();

  constructor(options: ServersOptions) {
    this.#options = options;
    this.list = new ServerList(options.folder, options.onProblem);
    this.addresses = new Addresses(options.folder, options.onProblem);
    this.setups = new Setups(options.folder, options.onProblem);
  }

  /** The open server of this id. Throws `not-found`; a server that can't be read is open all the same and says why. */
  get(id: string): Promise<OpenServer> {
    const known = this.#open.get(id);
    if (known) return known;
    const opening = this.list.find(id).then(async (entry) => this.open(entry, await this.#gatewayFor(entry)));
    this.#open.set(id, opening);
    opening.catch(() => this.#open.delete(id));
    return opening;
  }

  /** Whether it was opened already; a real server is not, until somebody looks at it. */
  isOpen(id: string): boolean {
    return this.#open.has(id);
  }

  /** Wires one server from its gateway. */
  open(entry: ServerEntry, gateway: Gateway): OpenServer {
    const { folder, journal, probe, now } = this.#options;
    const log = this.#options.log;
    const tell = (): void => this.tell(entry.id);
    const session = new ServerSession({ entry, gateway, log, now });
    this.#sessions.set(entry.id, session);
    const changes = new ChangesService({
      serverId: entry.id,
      serverName: entry.name,
      gateway,
      folder,
      journal,
      // A file is quickly read; a real server tells by itself that it changed, and Apply reads it again anyway.
      readConfig: async () => (await (gateway.real ? session.snapshot() : session.refresh())).config,
      runtime: () => session.runtime,
      readOnly: () => session.readOnly,
      sharedWith: (config) => this.#sharedWith(entry.id, config),
      onProblem: this.#options.onProblem,
      log,
      now,
    });
    const handshakes = new Handshakes(session, probe, tell);
    session.onChange(tell);
    gateway.real?.onPart(tell);
    changes.onChange(tell);
    const open = new OpenServer({ session, changes, handshakes, addresses: this.addresses });
    this.#wired.add(open);
    return open;
  }

  /** Names of the other servers whose shared configuration is that of this one, as far as they are open. */
  #sharedWith(id: string, { redirection }: ServerConfig): string[] {
    if (!redirection?.enabled) return [];
    const place = fold(redirection.path);
    return this.sessions()
      .filter(({ entry, config }) => {
        const other = config?.redirection;
        return entry.id !== id && other?.enabled === true && fold(other.path) === place;
      })
      .map(({ entry }) => entry.name);
  }

  /** The sessions that are open now, ready or not. */
  sessions(): ServerSession[] {
    return [...this.#sessions.values()];
  }

  /** Something of this server is new: its subscribers ask again. */
  tell(id: string): void {
    for (const listener of this.#listeners) listener(id);
  }

  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Throws as `ServerList.setProduction` does. */
  async setProduction(id: string, marked: boolean): Promise<void> {
    await this.list.setProduction(id, marked);
    this.#sessions.get(id)?.relist(await this.list.find(id));
    this.tell(id);
  }

  async remove(id: string): Promise<void> {
    await this.list.remove(id);
    const open = this.#open.get(id);
    this.#open.delete(id);
    this.#sessions.delete(id);
    const gone = await open;
    if (gone) this.#wired.delete(gone);
    await gone?.dispose();
  }

  async dispose(): Promise<void> {
    await Promise.allSettled(this.#open.values());
    await Promise.allSettled([...this.#wired].map((open) => open.dispose()));
    this.#wired.clear();
    this.#open.clear();
    this.#sessions.clear();
  }

  async #gatewayFor(entry: ServerEntry): Promise<Gateway> {
    const { folder, practice, log } = this.#options;
    if (entry.kind === 'file') return new ConfigFileGateway(entry.detail);
    if (entry.kind === 'windows') {
      // With its scripts it is a third of the engine's code, which a launch on another server need not wait for.
      const { windowsGateway } = await import('./windows-gateway');
      return windowsGateway({ entry, log, endpoints: () => this.addresses.ofServer(entry.id) });
    }
    return new PracticeGateway({
      dataDir: folder.dir,
      connect: () => practice.client(),
      log,
    });
  }
}
