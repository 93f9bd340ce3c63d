import type { HandshakeOutcome } from '../../shared/model/readiness';
import type { RuntimeState } from '../../shared/model/runtime';
import type { SocketAddress } from '../../shared/model/server';
import { AppError } from '../../shared/errors';
import { effective } from '../iis/config';
import type { ServerSession } from './server-session';

export interface ProbeRequest {
  url: string;
  subprotocols: string[];
  headers: { name: string; value: string }[];
  timeoutMs: number;
  echo: boolean;
}
export type Probe = (request: ProbeRequest) => Promise<HandshakeOutcome>;

interface Known {
  key: string;
  outcome: HandshakeOutcome | null;
  pending: Promise<HandshakeOutcome> | null;
}

const TIMEOUT_MS = 5000;
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
  async current(
    site: string,
    application: string,
    address: SocketAddress | null,
  ): Promise<{ outcome: HandshakeOutcome | null; pending: boolean }> {
    const mode = this.#session.gateway.handshake;
    if (mode === 'impossible') return { outcome: null, pending: false };
    const key = await this.#keyOf(site, application, address);
    const known = this.#known.get(idOf(site, application));
    if (known?.key === key) return { outcome: known.outcome, pending: known.pending !== null };
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
  known(site: string, application: string): HandshakeOutcome | null {
    return this.#known.get(idOf(site, application))?.outcome ?? null;
  }

  /**
   * Tries it now, with a real socket. Throws `socket-failed` where there is no address to try: a plain file, a stopped
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
    const reach = reachOf(this.#session.runtime, site, application, used.path);
    if (!reach)
      throw new AppError(
        'socket-failed',
        `Nothing listens for ${site} now, so there is no address to try: start the site or mend its binding.`,
      );
    const id = idOf(site, application);
    const pending = this.#probe({
      url: reach.url,
      subprotocols: used.subprotocols,
      headers: withHost(used.headers, reach.hostHeader),
      timeoutMs: TIMEOUT_MS,
      echo,
    });
    this.#known.set(id, { key: key ?? '', outcome: null, pending });
    try {
      const outcome = await pending;
      if (this.#known.get(id)?.pending === pending)
        this.#known.set(id, { key: key ?? '', outcome, pending: null });
      return outcome;
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
    const reach = reachOf(runtime, site, application, address?.path ?? '/');
    if (!live || !reach) return null;
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
      reach,
      pools,
      typeof limit === 'number' && live.connections !== null && live.connections >= limit,
      typeof requests === 'number' && live.sockets !== null && live.sockets >= requests,
      address?.subprotocols,
      address?.headers,
    ]);
  }
}

/** Where a site's application can really be reached with a WebSocket now; null when nothing listens. */
export function reachOf(
  runtime: RuntimeState | null,
  site: string,
  application: string,
  path: string,
): { url: string; hostHeader: string | undefined } | null {
  const live = runtime?.sites.find(({ name }) => name.toLowerCase() === site.toLowerCase());
  const open = live?.bindings.filter(({ url }) => url !== null) ?? [];
  // A binding with a host name answers to that name only: one without is simpler to reach.
  const binding = open.find(({ hostHeader }) => hostHeader === undefined) ?? open[0];
  if (!binding?.url) return null;
  const at = new URL(binding.url);
  const scheme = at.protocol === 'https:' || at.protocol === 'wss:' ? 'wss:' : 'ws:';
  const prefix = application === '/' ? '' : application.replace(/\/+$/, '');
  return { url: `${scheme}//${at.host}${prefix}${path}`, hostHeader: binding.hostHeader };
}

function idOf(site: string, application: string): string {
  return JSON.stringify([site.toLowerCase(), application.toLowerCase()]);
}

function withHost(headers: ProbeRequest['headers'], host: string | undefined): ProbeRequest['headers'] {
  if (host === undefined || headers.some(({ name }) => name.toLowerCase() === 'host')) return headers;
  return [{ name: 'Host', value: host }, ...headers];
}
