import type { AppError } from '../../../shared/errors';
import type { LiveReading, LiveRequests } from '../../../shared/model/live';
import type { ObjectState, RuntimeState } from '../../../shared/model/runtime';
import { fold } from '../../iis/config';
import type { SiteConfig } from '../../iis/config/types';
import type { Log } from '../../storage/log';
import type { ScaledClock } from './clock';
import type { LiveAsked } from './control/protocol';
import { planBindings, type BindingPlan } from './kernel/binding-plan';
import { Kernel } from './kernel/kernel';
import type { Answer, Exchange } from './kernel/exchange';
import { livePools, liveSite, openRequests } from './live-state';
import type { RequestLogs } from './logs/request-logs';
import type { ObeyedConfig } from './obeyed-config';
import { applicationOf } from './worker/applications';
import { siteState, SiteStates } from './site-states';
import { followChange } from './worker/config-change';
import { Pools } from './worker/pools';
import { WorkerProcess } from './worker/worker';

interface CoreOptions {
  clock: ScaledClock;
  log: Log;
  /** Objects that were started by hand although they don't start by themselves. */
  startedByHand: (kind: 'site' | 'pool', key: string) => boolean;
  featureInstalled: () => boolean;
  hasFile: (folder: string, name: string) => boolean;
  logs: RequestLogs;
  changed: () => void;
}

/** HTTP.sys, WAS and the worker processes, obeying one configuration after the other. Knows no files. */
export class ServerCore {
  readonly pools: Pools;
  readonly states = new SiteStates();
  readonly #kernel: Kernel;
  readonly #options: CoreOptions;
  #config: ObeyedConfig | null = null;
  #problem: AppError | null = null;
  #plan: BindingPlan | null = null;

  constructor(options: CoreOptions) {
    const { clock, log, changed } = options;
    this.#options = options;
    this.pools = new Pools(clock, changed, (key) => {
      const pool = this.#config?.config.findPool(key);
      return this.#config && pool ? this.#config.pool(pool) : null;
    });
    const worker = new WorkerProcess({
      clock,
      pools: this.pools,
      serving: () => ({
        config: this.#config,
        unsound: this.#problem?.message ?? null,
        featureInstalled: options.featureInstalled(),
        hasFile: options.hasFile,
      }),
      ended: (site, exchange, how) => {
        const found = this.#config?.config.findSite(site);
        const rules = found && this.#config?.log(found);
        if (rules && found.id !== null) options.logs.request(rules, found.id, exchange, how);
      },
      refused: (exchange, answer, site) => this.#refused(exchange, answer, site),
    });
    this.#kernel = new Kernel({
      clock,
      log,
      changed,
      limits: (site) => this.#limits(site),
      refused: (exchange, answer, site) => this.#refused(exchange, answer, site),
      toPool: (site, exchange) => worker.handle(site, exchange),
    });
  }

  get config(): ObeyedConfig | null {
    return this.#config;
  }

  get problem(): AppError | null {
    return this.#problem;
  }

  /** From here on the server is as this configuration says; answers when every port is open. */
  async obey(config: ObeyedConfig): Promise<void> {
    const before = this.#config;
    // First, so that a worker process that takes over is started under it.
    this.#config = config;
    if (before) followChange(this.pools, before, config);
    this.#problem = null;
    const { startedByHand } = this.#options;
    this.pools.reconcile(
      config.config.pools.map(({ name }) => fold(name)),
      (key) => {
        const pool = config.config.findPool(key);
        const starts = startedByHand('pool', key) || (pool !== undefined && config.poolStartsByItself(pool));
        return starts ? 'Started' : 'Stopped';
      },
    );
    this.states.reconcile(
      this.#sites().map((site) => ({
        key: fold(site.name),
        startsByItself: () => startedByHand('site', fold(site.name)) || config.siteStartsByItself(site),
      })),
    );
    await this.listen();
  }

  /** The file can't be obeyed: ports stay as they are, requests are answered with 500.19. */
  refuse(problem: AppError): void {
    this.#problem = problem;
    this.#options.changed();
  }

  /** Opens and closes ports after a site was started. */
  async listen(): Promise<void> {
    this.#plan = planBindings(
      this.#sites().map((site) => ({
        key: fold(site.name),
        name: site.name,
        started: this.states.started(fold(site.name)),
        bindings: site.bindings,
      })),
    );
    await this.#kernel.apply(this.#plan);
    this.#options.changed();
  }

  runtime(): Pick<RuntimeState, 'sites' | 'pools' | 'problem'> {
    const { connections } = this.#kernel;
    const sites = this.#sites().map((site): RuntimeState['sites'][number] => {
      const key = fold(site.name);
      return {
        name: site.name,
        state: this.#stateOf(site),
        bindings: (this.#plan?.bindings.get(key) ?? []).map((planned) => ({
          protocol: planned.binding.protocol,
          bindingInformation: planned.binding.bindingInformation,
          ...this.#kernel.reach(planned),
        })),
        connections: connections.open(key),
        sockets: this.pools.socketsOfSite(key).size,
        refused: connections.refused(key),
      };
    });
    const pools = (this.#config?.config.pools ?? []).map(({ name }) => ({
      name,
      state: this.pools.state(fold(name)) ?? ('Unknown' as const),
      sockets: this.pools.socketsOfPool(fold(name)),
      workerAgeS: this.pools.workerAgeS(fold(name)),
    }));
    return { sites, pools, ...(this.#problem ? { problem: problemOf(this.#problem) } : {}) };
  }

  /** Every figure that moves. Cheaper than `runtime`: nothing of bindings and ports. */
  live(): Pick<LiveReading, 'sites' | 'pools'> {
    const { connections } = this.#kernel;
    const sites = this.#sites().map((site) => ({
      name: site.name,
      state: this.#stateOf(site),
      ...liveSite(site, connections, this.pools),
    }));
    return { sites, pools: livePools(this.#config, this.pools) };
  }

  /** Sockets that are open in a site, in a pool, or (both null) in all; the oldest of each pool first. */
  requests(asked: LiveAsked): Pick<LiveRequests, 'rows' | 'total'> {
    return openRequests(this.#config, this.pools, this.#options.clock, asked);
  }

  /** As a server that was just switched on: nothing open, nothing remembered. The ports stay for the next `obey`. */
  reset(): void {
    this.pools.reset();
    this.states.reset();
    this.#kernel.connections.cutAll();
    this.#kernel.connections.resetCounts();
    this.#config = null;
  }

  close(): void {
    this.pools.cutAll();
    this.#kernel.close();
  }

  /** Two sites of one name are one key of a collection twice, which IIS refuses: the first one counts. */
  #sites(): SiteConfig[] {
    const config = this.#config?.config;
    return config?.sites.filter((site) => config.findSite(site.name) === site) ?? [];
  }

  #stateOf({ name, bindings }: SiteConfig): ObjectState {
    const key = fold(name);
    const running = this.states.started(key) && this.#plan?.conflicts.has(key) !== true;
    return siteState(
      running,
      bindings.map(({ protocol }) => protocol),
    );
  }

  #refused(exchange: Exchange, { status, httpErr }: Answer, name: string | null): void {
    if (!httpErr) return;
    const site = name === null ? undefined : this.#config?.config.findSite(name);
    const pool = site && applicationOf(site, exchange.request.url ?? '/')?.pool;
    this.#options.logs.refused(exchange, {
      status,
      reason: httpErr,
      siteId: site?.id ?? null,
      pool: pool ?? null,
    });
  }

  #limits(name: string) {
    const site = this.#config?.config.findSite(name);
    if (this.#config && site) return this.#config.site(site);
    return { maxConnections: 0, connectionTimeoutMs: 0 };
  }
}

const problemOf = ({ message, where }: AppError): NonNullable<RuntimeState['problem']> => ({
  severity: 'error',
  sentence: message,
  ...(where ? { where } : {}),
});
