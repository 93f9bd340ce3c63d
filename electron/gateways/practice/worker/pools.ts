import type { WebSocket } from 'ws';
import type { ObjectState } from '../../../../shared/model/runtime';
import type { Cancel, ScaledClock } from '../clock';

/** An open WebSocket and what it belongs to; names in lower case. */
export interface OpenSocket {
  socket: WebSocket;
  site: string;
  /** Application path in lower case. */
  application: string;
}

/** A worker process: it lives until its last socket has left, or its pool's patience ends. */
interface Worker {
  sockets: Set<OpenSocket>;
  cancelCut: Cancel | null;
}

interface Pool {
  state: ObjectState;
  worker: Worker;
  /** Recycled, and waiting for their sockets to leave. */
  draining: Set<Worker>;
}

const newWorker = (): Worker => ({ sockets: new Set(), cancelCut: null });

/** WAS in small: pools, their worker processes, and the sockets that hold on to them. Pool names in lower case. */
export class Pools {
  readonly #clock: ScaledClock;
  readonly #changed: () => void;
  readonly #pools = new Map<string, Pool>();
  readonly #sites = new Map<string, Set<OpenSocket>>();
  readonly #applications = new Map<string, number>();

  constructor(clock: ScaledClock, changed: () => void) {
    this.#clock = clock;
    this.#changed = changed;
  }

  /** Pools as configured: a new one gets the state that `stateOfNew` says, one that is gone loses its sockets. */
  reconcile(names: readonly string[], stateOfNew: (name: string) => ObjectState): void {
    const wanted = new Set(names);
    for (const [name, pool] of this.#pools) {
      if (wanted.has(name)) continue;
      for (const worker of [pool.worker, ...pool.draining]) cut(worker);
      this.#pools.delete(name);
    }
    for (const name of wanted) {
      if (this.#pools.has(name)) continue;
      this.#pools.set(name, { state: stateOfNew(name), worker: newWorker(), draining: new Set() });
    }
  }

  state(pool: string): ObjectState | null {
    return this.#pools.get(pool)?.state ?? null;
  }

  start(name: string): void {
    const pool = this.#pools.get(name);
    if (!pool || pool.state === 'Started') return;
    pool.state = 'Started';
    this.#changed();
  }

  /**
   * Overlapped recycle: new requests go to a new worker process at once, the old one has `shutdownMs` for its sockets to
   * leave and is then ended, which cuts them. (disallowOverlappingRotation is not played out.) Answers how many sockets
   * have to leave.
   */
  recycle(name: string, shutdownMs: number): number {
    const pool = this.#pools.get(name);
    if (!pool || pool.worker.sockets.size === 0) return 0;
    const old = pool.worker;
    pool.worker = newWorker();
    pool.draining.add(old);
    old.cancelCut = this.#clock.after(shutdownMs, () => cut(old));
    this.#changed();
    return old.sockets.size;
  }

  /** An accepted WebSocket; it leaves by itself when it closes. */
  add(poolName: string, open: OpenSocket): void {
    const pool = this.#pools.get(poolName);
    if (!pool) {
      open.socket.terminate();
      return;
    }
    const { worker } = pool;
    const site = this.#sites.get(open.site) ?? new Set();
    this.#sites.set(open.site, site);
    const application = applicationKey(open);
    site.add(open);
    worker.sockets.add(open);
    this.#count(application, 1);
    this.#changed();
    open.socket.once('close', () => {
      site.delete(open);
      worker.sockets.delete(open);
      this.#count(application, -1);
      if (worker.sockets.size === 0 && pool.draining.delete(worker)) worker.cancelCut?.();
      this.#changed();
    });
  }

  /** Sockets of a pool, those in a worker process that is draining among them. */
  socketsOfPool(name: string): number {
    const pool = this.#pools.get(name);
    if (!pool) return 0;
    return [pool.worker, ...pool.draining].reduce((sum, { sockets }) => sum + sockets.size, 0);
  }

  socketsOfSite(site: string): ReadonlySet<OpenSocket> {
    return this.#sites.get(site) ?? new Set();
  }

  openRequests(site: string, application: string): number {
    return this.#applications.get(applicationKey({ site, application })) ?? 0;
  }

  /** Every application with an open socket. */
  occupied(): { site: string; application: string }[] {
    const seen = new Map<string, { site: string; application: string }>();
    for (const open of this.#all()) seen.set(applicationKey(open), open);
    return [...seen.values()];
  }

  /** Ends the sockets of one application at once, without the pool's patience. */
  cutApplication(site: string, application: string): void {
    for (const open of this.socketsOfSite(site)) {
      if (open.application === application) open.socket.terminate();
    }
  }

  cutAll(): void {
    for (const open of this.#all()) open.socket.terminate();
  }

  /** Forgets every state, as a server that starts anew. */
  reset(): void {
    this.cutAll();
    this.#pools.clear();
  }

  *#all(): Iterable<OpenSocket> {
    for (const sockets of this.#sites.values()) yield* sockets;
  }

  #count(application: string, by: 1 | -1): void {
    const now = (this.#applications.get(application) ?? 0) + by;
    if (now > 0) this.#applications.set(application, now);
    else this.#applications.delete(application);
  }
}

const applicationKey = ({ site, application }: { site: string; application: string }): string =>
  JSON.stringify([site, application]);

function cut(worker: Worker): void {
  worker.cancelCut?.();
  for (const { socket } of worker.sockets) socket.terminate();
}
