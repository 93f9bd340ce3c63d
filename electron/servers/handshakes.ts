import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { SocketAddress } from '../../shared/model/server';
import { AppError } from '../../shared/errors';
import { effective } from '../iis/config';
import type { BindingOutcome } from '../iis/readiness/facts';
import { reachesOf } from './reach';
import type { ServerSession } from './server-session';
import { tryBindings, type Tried } from './try-bindings';

export interface ProbeRequest {
  url: string;
  subprotocols: string[];
  headers: { name: string; value: string }[];
  timeoutMs: number;
  echo: boolean;
  /** The name that a TLS binding is told apart by, where the address is another one. */
  tls?: { serverName: string };
}
export type Probe = (request: ProbeRequest) => Promise<HandshakeOutcome>;

/** What is known of one application's handshake. */
export interface KnownHandshake {
  outcome: HandshakeOutcome | null;
  pending: boolean;
  /** Of each binding that was tried with it. */
  bindings?: readonly BindingOutcome[];
}

interface Known {
  key: string;
  tried: Tried | null;
  pending: Promise<Tried> | null;
}

/** How long the practice server may take to obey a change. */
const AGAIN_MS = 1500;

/** The path that is tried on the practice server where nothing is remembered: every path there echoes. */
const PRACTICE_ADDRESS: SocketAddress = { path: '/', subprotocols: [], headers: [] };

/** The live handshakes of one server: the last outcome of each application, as long as nothing that decides it changed. */
export class Handshakes {
  readonly #session: ServerSession;
  readonly #probe: Probe;
  readonly #onOutcome: () => void;
  readonly #known = new Map<string, Known>();
  #revision = 0;

  constructor(session: ServerSession, probe: Probe, onOutcome: () => void) {
    this.#session = session;
    this.#probe = probe;
    this.#onOutcome = onOutcome;
  }

  /** Counts up with every attempt that ended. */
  get revision(): number {
    return this.#revision;
  }

  /** The last outcome, if it still holds; on the practice server it is tried by itself when it doesn't. */
  async current(site: string, application: string, address: SocketAddress | null): Promise<KnownHandshake> {
    const mode = this.#session.gateway.handshake;
    if (mode === 'impossible') return { outcome: null, pending: false };
    const key = await this.#keyOf(site, application, address);
    const known = this.#known.get(idOf(site, application));
    if (known?.key === key) return { ...viewOf(known), pending: known.pending !== null };
    if (mode !== 'automatic' || key === null) return { outcome: null, pending: false };
    this.try(site, application, address)
      .then(({ upgraded }) => {
        if (known && !upgraded) this.#again(site, application, address, key);
      })
      .catch(() => undefined);
    return { outcome: null, pending: true };
  }

  /** Something changed a moment ago, and the server may not have obeyed yet when it was tried: once more, later. */
  #again(site: string, application: string, address: SocketAddress | null, key: string): void {
    const once = async (): Promise<void> => {
      if ((await this.#keyOf(site, application, address)) === key) await this.try(site, application, address);
    };
    setTimeout(() => void once().catch(() => undefined), AGAIN_MS).unref();
  }

  /** The last outcome as it was, without asking whether it still holds. */
  known(site: string, application: string): KnownHandshake {
    return { ...viewOf(this.#known.get(idOf(site, application))), pending: false };
  }

  /**
   * Tries it now, with a real socket over each binding, and answers the one that decides. Throws `socket-failed` where there is no address to try: a plain file, a stopped
   * site, a binding that nothing listens on. `echo`: sends a message, too, which is for an application to be asked first.
   */
  async try(
    site: string,
    application: string,
    address: SocketAddress | null,
    echo = this.#session.gateway.handshake === 'automatic',
  ): Promise<HandshakeOutcome> {
    if (this.#session.gateway.handshake === 'impossible')
      throw new AppError(
        'socket-failed',
        'A configuration file has no socket to try; open the server itself or use the Tester.',
      );
    const key = await this.#keyOf(site, application, address);
    const used = address ?? (this.#session.gateway.handshake === 'automatic' ? PRACTICE_ADDRESS : null);
    if (!used)
      throw new AppError(
        'socket-failed',
        `Enter the socket's path for ${site} first: it stands in no configuration.`,
      );
    const [first, ...others] = reachesOf(this.#session.runtime, site, application, used.path);
    if (!first)
      throw new AppError(
        'socket-failed',
        `Nothing listens for ${site} now, so there is no address to try: start the site or mend its binding.`,
      );
    const id = idOf(site, application);
    const pending = tryBindings(this.#probe, [first, ...others], used, echo);
    this.#known.set(id, { key: key ?? '', tried: null, pending });
    try {
      const tried = await pending;
      if (this.#known.get(id)?.pending === pending)
        this.#known.set(id, { key: key ?? '', tried, pending: null });
      return tried.outcome;
    } catch (error) {
      if (this.#known.get(id)?.pending === pending) this.#known.delete(id);
      throw error;
    } finally {
      this.#revision += 1;
      this.#onOutcome();
    }
  }

  /** Everything that decides the answer. null: nothing to try now. */
  async #keyOf(site: string, application: string, address: SocketAddress | null): Promise<string | null> {
    const runtime = this.#session.runtime;
    const { revision, config } = await this.#session.snapshot();
    const live = runtime?.sites.find(({ name }) => name.toLowerCase() === site.toLowerCase());
    const reaches = reachesOf(runtime, site, application, address?.path ?? '/');
    if (!live || reaches.length === 0) return null;
    const limit = effective(config, { kind: 'site', site: live.name }, 'limits.maxConnections').value;
    const requests = effective(
      config,
      { kind: 'site', site: live.name },
      'serverRuntime.appConcurrentRequestLimit',
    ).value;
    const pools = runtime?.pools.map(({ name, state }) => [name, state]);
    return JSON.stringify([
      revision,
      runtime?.feature,
      live.state,
      reaches,
      pools,
      typeof limit === 'number' && live.connections !== null && live.connections >= limit,
      typeof requests === 'number' && live.sockets !== null && live.sockets >= requests,
      address?.subprotocols,
      address?.headers,
    ]);
  }
}

const viewOf = (known: Known | undefined): Pick<KnownHandshake, 'outcome' | 'bindings'> =>
  known?.tried ? known.tried : { outcome: null };

function idOf(site: string, application: string): string {
  return JSON.stringify([site.toLowerCase(), application.toLowerCase()]);
}
