import { WebSocketServer } from 'ws';
import { fold } from '../../../iis/config';
import type { ScaledClock } from '../clock';
import { answerKernel } from '../kernel/answers';
import type { Ended } from '../logs/request-logs';
import { send, type Answer, type Exchange } from '../kernel/exchange';
import type { ApplicationRules, ObeyedConfig } from '../obeyed-config';
import { applicationOf } from './applications';
import { errorPage, normalPage, unsoundConfiguration, workerHeaders } from './pages';
import type { Pools } from './pools';
import { cutWhenSilent } from './proxy-silence';
import { serve, serviceOf } from './socket-service';
import { handlerOf, judge, upgradeOf } from './verdict';
import type { OpenSocket } from './worker-life';

export interface Serving {
  /** null while the server is being reset. */
  config: ObeyedConfig | null;
  /** Why the file on disk can't be obeyed, or null. */
  unsound: string | null;
  /** Whether the feature's files are on this server. */
  featureInstalled: boolean;
  /** Whether a folder of the configuration has a file of that name. */
  hasFile: (folder: string, name: string) => boolean;
}

/** An upgrade that is granted, and what its socket will belong to. */
interface Accepted {
  /** In lower case. */
  site: string;
  /** Its path as configured. */
  application: string;
  /** In lower case. */
  pool: string;
  rules: ApplicationRules;
}

interface WorkerOptions {
  clock: ScaledClock;
  pools: Pools;
  /** As it is now. */
  serving: () => Serving;
  /** A request has ended: its answer was sent, or its socket has closed. */
  ended: (site: string, exchange: Exchange, how: Ended) => void;
  /** HTTPERR: answered before a worker process saw it. */
  refused: (exchange: Exchange, answer: Answer, site: string) => void;
}

/** Without the query, which may hold a token. */
const requestOf = ({ method = 'GET', url = '/', socket }: Exchange['request']): OpenSocket['request'] => ({
  verb: method,
  path: url.split(/[?#]/, 1)[0] ?? '/',
  client: `${socket.remoteAddress?.replace(/^::ffff:/, '') ?? ''}:${socket.remotePort ?? ''}`,
});

/** sc-win32-status ERROR_NETNAME_DELETED: the connection is gone, as it is when a socket closes. */
const NETNAME_DELETED = 64;

/** From the application pool on: what WAS and a worker process do with a request. */
export class WorkerProcess {
  readonly #options: WorkerOptions;
  /** websocket.dll does not negotiate compression. The first subprotocol offered is taken, as an echo handler would. */
  readonly #sockets = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    clientTracking: false,
  });

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#sockets.on('headers', (headers) => {
      headers.push(...Object.entries(workerHeaders).map(([name, value]) => `${name}: ${value}`));
    });
    // ws refuses what we let pass (a Sec-WebSocket-Protocol that is no token list) in the same words as we do.
    this.#sockets.on('wsClientError', (_, socket) => answerKernel.malformed(socket));
  }

  handle(siteName: string, exchange: Exchange): void {
    const decided = this.#decide(siteName, exchange);
    const { clock, ended, refused } = this.#options;
    const begun = clock.now();
    const end = (status: number, subStatus: number, win32: number): void =>
      ended(siteName, exchange, { status, subStatus, win32, takenMs: clock.now() - begun });
    if (!('status' in decided)) {
      this.#upgrade(exchange, decided, () => end(101, 0, NETNAME_DELETED));
      return;
    }
    if (decided.httpErr) refused(exchange, decided, siteName);
    else exchange.response.once('finish', () => end(decided.status, decided.subStatus ?? 0, 0));
    send(exchange, decided);
  }

  /** In the order of IIS: pool, worker process, configuration, then what the request itself meets. */
  #decide(siteName: string, { request, upgradeHead }: Exchange): Answer | Accepted {
    const { pools, serving } = this.#options;
    const { config, unsound, featureInstalled, hasFile } = serving();
    const site = config?.config.findSite(siteName);
    const application = site && applicationOf(site, request.url ?? '/');
    if (!config || !site || !application) return answerKernel.notFound;
    const pool = application.pool === null ? undefined : config.config.findPool(application.pool);
    if (!pool || pools.state(fold(pool.name)) !== 'Started') {
      if (pool) pools.refuse(fold(pool.name));
      return answerKernel.noPool;
    }
    // A module that is registered without its DLL keeps every worker process from starting (event 2280).
    if (config.hasModuleImage && !featureInstalled) return answerKernel.noPool;
    // Nothing takes it while the old worker process of a pool without overlap is ending.
    if (!pools.request(fold(pool.name))) return answerKernel.noPool;
    if (unsound !== null) return unsoundConfiguration(unsound);
    const rules = config.application(site, application);
    const verdict = judge({
      rules,
      classic: config.pool(pool).classic,
      openRequests: pools.openRequests(fold(site.name), fold(application.path)),
      upgrade: upgradeHead === null ? 'none' : upgradeOf(request),
      handler: handlerOf(request.url ?? '/', application, config.pool(pool).managed, hasFile),
      url: request.url ?? '/',
    });
    if (verdict.kind === 'page') return normalPage(site.name);
    if (verdict.kind === 'error') return errorPage(verdict);
    return { site: fold(site.name), application: application.path, pool: fold(pool.name), rules };
  }

  #upgrade({ request, socket, upgradeHead }: Exchange, accepted: Accepted, ended: () => void): void {
    const { pools, clock } = this.#options;
    const { site, application, pool, rules } = accepted;
    this.#sockets.handleUpgrade(request, socket, upgradeHead ?? Buffer.alloc(0), (webSocket) => {
      // A frame against the protocol: ws answers with the close code it calls for.
      webSocket.on('error', () => undefined);
      webSocket.once('close', ended);
      pools.add(pool, {
        ...{ socket: webSocket, site, application: fold(application) },
        request: requestOf(request),
        connection: socket,
        openedMs: clock.elapsedMs(),
      });
      const service = serviceOf(request.url ?? '/', application);
      const siblings = () => [...pools.socketsOfSite(site)].map((open) => open.socket);
      serve(webSocket, { service, clock, siblings });
      if (rules.proxyMs > 0) cutWhenSilent(webSocket, socket, clock, rules.proxyMs);
      if (rules.pingMs === 0) return;
      const endPing = clock.every(rules.pingMs, () => webSocket.ping());
      webSocket.once('close', endPing);
    });
  }
}
