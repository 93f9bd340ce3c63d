import type { LivePool } from '../../../../shared/model/live';
import type { ObjectState } from '../../../../shared/model/runtime';
import type { ScaledClock } from '../clock';
import { Worker } from './worker-life';
import type { LifeRules, OpenSocket } from './worker-life';

interface Pool {
  state: ObjectState;
  /** null: nobody has asked yet, or it ended idle. */
  worker: Worker | null;
  /** Recycled, and waiting for their sockets to leave. */
  draining: Set<Worker>;
  /** Since the server was switched on. */
  recycles: number;
  /** Requests that found the pool stopped. */
  refused: number;
}

const workersOf = (pool: Pool): Worker[] => [...(pool.worker ? [pool.worker] : []), ...pool.draining];

/** WAS in small: pools, their worker processes, and the sockets that hold on to them. Pool names in lower case. */
export class Pools {
  readonly #clock: ScaledClock;
  readonly #changed: () => void;
  readonly #rules: (pool: string) => LifeRules | null;
  readonly #pools = new Map<string, Pool>();
  readonly #sites = new Map<string, Set<OpenSocket>>();
  readonly #applications = new Map<string, number>();

  /** `rules` of a pool as configured now, by its name in lower case; null where there is none of that name. */
  constructor(clock: ScaledClock, changed: () => void, rules: (pool: string) => LifeRules | null) {
    this.#clock = clock;
    this.#changed = changed;
    this.#rules = rules;
  }

  /** Pools as configured: a new one gets the state that `stateOfNew` says, one that is gone loses its sockets. */
  reconcile(names: readonly string[], stateOfNew: (name: string) => ObjectState): void {
    const wanted = new Set(names);
    for (const [name, pool] of this.#pools) {
      if (wanted.has(name)) continue;
      for (const worker of workersOf(pool)) worker.cut();
      this.#pools.delete(name);
    }
    for (const name of wanted) {
      if (this.#pools.has(name)) continue;
      const pool: Pool = {
        state: stateOfNew(name),
        worker: null,
        draining: new Set(),
        recycles: 0,
        refused: 0,
      };
      this.#pools.set(name, pool);
      this.#preload(name, pool);
    }
  }

  state(pool: string): ObjectState | null {
    return this.#pools.get(pool)?.state ?? null;
  }

  start(name: string): void {
    const pool = this.#pools.get(name);
    if (!pool || pool.state === 'Started') return;
    pool.state = 'Started';
    this.#preload(name, pool);
    this.#changed();
  }

  /** Nothing is taken any more; the worker process has `shutdownMs` for its sockets to leave. Answers how many must. */
  stop(name: string, shutdownMs: number): number {
    const pool = this.#pools.get(name);
    if (!pool || pool.state === 'Stopped') return 0;
    pool.state = 'Stopped';
    const leaving = this.#retire(pool, shutdownMs);
    this.#changed();
    return leaving;
  }

  /** A request that was answered 503 for it. */
  refuse(name: string): void {
    const pool = this.#pools.get(name);
    if (pool) pool.refused += 1;
  }

  /** All that is counted of a pool; null where there is none of that name. */
  live(name: string): Omit<LivePool, 'name'> | null {
    const pool = this.#pools.get(name);
    if (!pool) return null;
    const { state, refused, recycles } = pool;
    const workers = workersOf(pool).map((worker) => ({
      id: String(worker.id),
      sockets: worker.sockets.size,
      // Pages are answered at once, so that sockets are the only requests that stay open.
      requests: worker.sockets.size,
      opened: worker.opened,
      draining: worker !== pool.worker,
    }));
    return { state, queue: 0, refused, recycles, workers };
  }

  /** Every open socket of a pool and its worker process, the oldest first. */
  open(name: string): { worker: string; open: OpenSocket }[] {
    const pool = this.#pools.get(name);
    const workers = pool ? workersOf(pool) : [];
    return workers
      .flatMap(({ id, sockets }) => [...sockets].map((open) => ({ worker: String(id), open })))
      .sort((a, b) => a.open.openedMs - b.open.openedMs);
  }

  /** Seconds that the pool's worker process has run; null where none runs. */
  workerAgeS(name: string): number | null {
    const age = this.#pools.get(name)?.worker?.ageMs();
    return age === undefined ? null : age / 1000;
  }

  /** Pools with a worker process. */
  running(): string[] {
    return [...this.#pools].filter(([, { worker }]) => worker !== null).map(([name]) => name);
  }

  /** A request for the pool's worker process, which is started if none runs. false: none may start yet. */
  request(name: string): boolean {
    const pool = this.#pools.get(name);
    if (!pool) return false;
    if (!pool.worker && this.#mustWait(name, pool)) {
      pool.refused += 1;
      return false;
    }
    pool.worker ??= this.#start(name, pool);
    pool.worker?.request();
    return true;
  }

  /**
   * The old worker process has `shutdownMs` for its sockets to leave and is then ended, which cuts them. Overlapped, new
   * requests go to a new one at once; with disallowOverlappingRotation it starts when the old one has ended. Answers how
   * many sockets have to leave.
   */
  recycle(name: string, shutdownMs: number): number {
    const pool = this.#pools.get(name);
    const old = pool?.worker;
    if (!pool || !old) return 0;
    const leaving = this.#retire(pool, shutdownMs);
    if (!this.#mustWait(name, pool)) pool.worker = this.#start(name, pool);
    pool.recycles += 1;
    this.#changed();
    return leaving;
  }

  /** An accepted WebSocket; it leaves by itself when it closes. */
  add(poolName: string, open: OpenSocket): void {
    const pool = this.#pools.get(poolName);
    const worker = pool?.worker;
    if (!pool || !worker) {
      open.socket.terminate();
      return;
    }
    const site = this.#sites.get(open.site) ?? new Set();
    this.#sites.set(open.site, site);
    const application = applicationKey(open);
    site.add(open);
    worker.open(open);
    this.#count(application, 1);
    this.#changed();
    open.socket.once('close', () => {
      site.delete(open);
      worker.closed(open);
      this.#count(application, -1);
      if (worker.sockets.size === 0 && pool.draining.delete(worker)) {
        worker.end();
        this.#preload(poolName, pool);
      }
      this.#changed();
    });
  }

  /** Sockets of a pool, those in a worker process that is draining among them. */
  socketsOfPool(name: string): number {
    const pool = this.#pools.get(name);
    if (!pool) return 0;
    return workersOf(pool).reduce((sum, { sockets }) => sum + sockets.size, 0);
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
    for (const pool of this.#pools.values()) for (const worker of workersOf(pool)) worker.cut();
    this.#pools.clear();
  }

  /** Its worker process takes nothing any more, and ends when its sockets have left. */
  #retire(pool: Pool, shutdownMs: number): number {
    const old = pool.worker;
    pool.worker = null;
    if (!old) return 0;
    const leaving = old.sockets.size;
    if (leaving === 0) old.end();
    else {
      pool.draining.add(old);
      old.drain(shutdownMs);
    }
    return leaving;
  }

  #mustWait(name: string, { draining }: Pool): boolean {
    return draining.size > 0 && this.#rules(name)?.overlaps === false;
  }

  #preload(name: string, pool: Pool): void {
    if (this.#mustWait(name, pool)) return;
    if (pool.state === 'Started' && this.#rules(name)?.alwaysRunning === true)
      pool.worker ??= this.#start(name, pool);
  }

  #start(name: string, pool: Pool): Worker | null {
    const rules = this.#rules(name);
    if (rules === null) return null;
    const worker = new Worker(this.#clock, rules, {
      // Obeying what it was started under, as a process would.
      recycle: () => void this.recycle(name, rules.shutdownMs),
      idle: () => {
        if (pool.worker !== worker) return;
        worker.end();
        pool.worker = null;
        this.#preload(name, pool);
        this.#changed();
      },
    });
    this.#changed();
    return worker;
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
