import type { Log } from '../../../storage/log';
import type { ScaledClock } from '../clock';
import { answerKernel } from './answers';
import type { BindingPlan, PlannedBinding, Slot } from './binding-plan';
import { routeOf } from './binding-plan';
import { Connections } from './connections';
import type { Answer, Exchange } from './exchange';
import { send } from './exchange';
import { Listener } from './listener';

export interface KernelLimits {
  maxConnections: number;
  connectionTimeoutMs: number;
}

interface KernelOptions {
  clock: ScaledClock;
  log: Log;
  /** As the configuration is now. */
  limits: (site: string) => KernelLimits;
  /** HTTPERR: a request that was answered here; the site in lower case, where it is known. */
  refused: (exchange: Exchange, answer: Answer, site: string | null) => void;
  /** A request that got as far as the site's application pool. */
  toPool: (site: string, exchange: Exchange) => void;
  changed: () => void;
}

const emptyPlan = (): BindingPlan => ({ slots: new Map(), bindings: new Map(), conflicts: new Map() });

/** HTTP.sys in small: ports, host names, connection limits. It knows nothing of pools and modules. */
export class Kernel {
  readonly connections: Connections;
  readonly #options: KernelOptions;
  readonly #listeners = new Map<string, Listener | { failed: string }>();
  #plan = emptyPlan();

  constructor(options: KernelOptions) {
    this.#options = options;
    this.connections = new Connections(options.clock, options.changed);
  }

  /** Listens as planned; a site that is stopped or gone loses its connections at once. Don't call it twice at a time. */
  async apply(plan: BindingPlan): Promise<void> {
    this.#plan = plan;
    const wanted = [...plan.slots.values()].filter(isServed);
    const ids = new Set(wanted.map(({ id }) => id));
    for (const [id, listener] of this.#listeners) {
      if (ids.has(id)) continue;
      if (listener instanceof Listener) listener.close();
      this.#listeners.delete(id);
    }
    const started = new Set(wanted.flatMap(({ routes }) => [...routes.values()].filter(runs).map(siteOf)));
    this.connections.cutSites((site) => started.has(site));
    this.connections.cutSlots((slot) => ids.has(slot));
    await Promise.all(wanted.map((slot) => this.#open(slot)));
  }

  /** Where a planned binding can really be reached. */
  reach({ binding, slot, note }: PlannedBinding): { url: string | null; hostHeader?: string; note?: string } {
    const listener = slot === null ? undefined : this.#listeners.get(slot);
    const notes = [note];
    if (listener instanceof Listener) notes.push(listener.note);
    else if (listener) notes.push(listener.failed);
    const said = notes.filter((one) => one !== undefined).join('; ');
    const { host } = binding;
    const header = host.startsWith('*.') ? `practice${host.slice(1)}` : host;
    return {
      url: listener instanceof Listener ? `http://127.0.0.1:${listener.port}/` : null,
      ...(host === '' ? {} : { hostHeader: header }),
      ...(said === '' ? {} : { note: said }),
    };
  }

  close(): void {
    for (const listener of this.#listeners.values()) if (listener instanceof Listener) listener.close();
    this.#listeners.clear();
    this.#plan = emptyPlan();
    this.connections.cutAll();
  }

  async #open(slot: Slot): Promise<void> {
    if (this.#listeners.get(slot.id) instanceof Listener) return;
    try {
      const listener = await Listener.open(slot.port, {
        connection: (socket) => this.connections.add(socket, slot.id),
        exchange: (exchange) => this.#route(slot.id, exchange),
      });
      this.#listeners.set(slot.id, listener);
    } catch (error) {
      this.#options.log.warn('a practice site could not listen', { port: slot.port, error: String(error) });
      this.#listeners.set(slot.id, { failed: `no port could be had for ${slot.port}` });
    }
  }

  #route(slotId: string, exchange: Exchange): void {
    const { request, response, socket } = exchange;
    const slot = this.#plan.slots.get(slotId);
    const route = slot && routeOf(slot, request.headers.host);
    const limits = route ? this.#options.limits(route.site) : null;
    const refuse = (answer: Answer): void => {
      this.#options.refused(exchange, answer, route?.site ?? null);
      send(exchange, answer);
    };
    if (!route || !limits) refuse(answerKernel.invalidHost);
    else if (!route.started) refuse(answerKernel.notFound);
    else if (!this.connections.admit(socket, route.site, limits.maxConnections)) {
      refuse(answerKernel.connectionLimit);
    } else {
      const idle = (): void => this.connections.idle(socket, limits.connectionTimeoutMs);
      if (exchange.upgradeHead === null) response.once('finish', idle);
      this.#options.toPool(route.site, exchange);
    }
  }
}

const runs = ({ started }: { started: boolean }): boolean => started;
const siteOf = ({ site }: { site: string }): string => site;
const isServed = (slot: Slot): boolean => [...slot.routes.values()].some(runs);
