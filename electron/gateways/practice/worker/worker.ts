import { WebSocketServer } from 'ws';
import { fold } from '../../../iis/config';
import type { ApplicationConfig, SiteConfig } from '../../../iis/config/types';
import type { ScaledClock } from '../clock';
import { answerKernel } from '../kernel/answers';
import { send, type Exchange } from '../kernel/exchange';
import type { ObeyedConfig } from '../obeyed-config';
import { applicationOf } from './applications';
import { errorPage, normalPage, unsoundConfiguration, workerHeaders } from './pages';
import type { Pools } from './pools';
import { serve, serviceOf } from './socket-service';
import { judge, upgradeOf } from './verdict';

export interface Serving {
  /** null while the server is being reset. */
  config: ObeyedConfig | null;
  /** Why the file on disk can't be obeyed, or null. */
  unsound: string | null;
  /** Whether the feature's files are on this server. */
  featureInstalled: boolean;
}

interface WorkerOptions {
  clock: ScaledClock;
  pools: Pools;
  /** As it is now. */
  serving: () => Serving;
}

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
    const { pools, serving } = this.#options;
    const { config, unsound, featureInstalled } = serving();
    const site = config?.config.findSite(siteName);
    const url = exchange.request.url ?? '/';
    const application = site && applicationOf(site, url);
    if (!config || !site || !application) return send(exchange, answerKernel.notFound);
    const pool = application.pool === null ? undefined : config.config.findPool(application.pool);
    if (!pool || pools.state(fold(pool.name)) !== 'Started') return send(exchange, answerKernel.noPool);
    // A module that is registered without its DLL keeps every worker process from starting (event 2280).
    if (config.hasModuleImage && !featureInstalled) return send(exchange, answerKernel.noPool);
    if (unsound !== null) return send(exchange, unsoundConfiguration(unsound));
    const upgrade = exchange.upgradeHead === null ? 'none' : upgradeOf(exchange.request);
    const verdict = judge({
      rules: config.application(site, application),
      classic: config.pool(pool).classic,
      openRequests: pools.openRequests(fold(site.name), fold(application.path)),
      upgrade,
    });
    if (verdict.kind === 'page') send(exchange, normalPage(site.name));
    else if (verdict.kind === 'error') send(exchange, errorPage(verdict));
    else this.#upgrade(exchange, { site, application, pool: fold(pool.name), config });
  }

  #upgrade(
    { request, socket, upgradeHead }: Exchange,
    on: { site: SiteConfig; application: ApplicationConfig; pool: string; config: ObeyedConfig },
  ): void {
    const { pools, clock } = this.#options;
    const { site, application, pool, config } = on;
    this.#sockets.handleUpgrade(request, socket, upgradeHead ?? Buffer.alloc(0), (webSocket) => {
      // A frame against the protocol: ws answers with the close code it calls for.
      webSocket.on('error', () => undefined);
      const key = fold(site.name);
      pools.add(pool, { socket: webSocket, site: key, application: fold(application.path) });
      const service = serviceOf(request.url ?? '/', application.path);
      const siblings = () => [...pools.socketsOfSite(key)].map((open) => open.socket);
      serve(webSocket, { service, clock, siblings });
      const { pingMs } = config.application(site, application);
      if (pingMs === 0) return;
      const endPing = clock.every(pingMs, () => webSocket.ping());
      webSocket.once('close', endPing);
    });
  }
}
