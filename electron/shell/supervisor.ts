import type { FromEngine, ToEngine } from '../../shared/wire';
import type { RestartPolicy } from './restart-policy';

/** One running engine. */
export interface EngineChild {
  post(message: ToEngine): void;
  onMessage(listener: (message: FromEngine) => void): void;
  onExit(listener: () => void): void;
  kill(): void;
}

export interface SupervisorOptions {
  /** `again` is false for the first one. */
  start(again: boolean): EngineChild;
  policy: RestartPolicy;
  now?: () => number;
  later?: (work: () => void, ms: number) => void;
  /** How long a stopping engine may put its things away. */
  stopMs?: number;
}

interface Watcher {
  /** A new engine runs; `again` is false for the first one. */
  started(again: boolean): void;
  message(message: FromEngine): void;
  /** It died by itself; `again` says whether it will be started. */
  died(again: boolean): void;
}

/** Keeps one engine running: starts it, starts it again when it died, and gives up for a while when it keeps dying. */
export class Supervisor {
  readonly #options: Required<SupervisorOptions>;
  #child: EngineChild | undefined;
  #watcher: Watcher | undefined;
  #stopping = false;
  #waiting = false;
  #starts = 0;

  constructor(options: SupervisorOptions) {
    this.#options = {
      now: Date.now,
      later: (work, ms) => void setTimeout(work, ms),
      stopMs: 3_000,
      ...options,
    };
  }

  watch(watcher: Watcher): void {
    this.#watcher = watcher;
  }

  start(): void {
    this.#waiting = false;
    if (this.#stopping || this.#child) return;
    const child = this.#options.start(this.#starts > 0);
    this.#child = child;
    child.onMessage((message) => this.#watcher?.message(message));
    child.onExit(() => this.#exited(child));
    this.#starts += 1;
    this.#watcher?.started(this.#starts > 1);
  }

  /** Sends now, or answers false when no engine runs. */
  post(message: ToEngine): boolean {
    this.#child?.post(message);
    return this.#child !== undefined;
  }

  /** For a request when no engine runs: true when one is coming, perhaps started just now after having given up. */
  revive(): boolean {
    if (this.#child || this.#waiting) return true;
    if (this.#stopping || !this.#options.policy.mayTry(this.#options.now())) return false;
    this.start();
    return true;
  }

  /** Asks the engine to put its things away and waits for its end, bounded. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.onExit(resolve));
    child.post({ type: 'shutdown' });
    const late = new Promise<void>((resolve) => this.#options.later(resolve, this.#options.stopMs));
    await Promise.race([gone, late]);
    child.kill();
  }

  #exited(child: EngineChild): void {
    if (this.#child !== child) return;
    this.#child = undefined;
    if (this.#stopping) return;
    const delay = this.#options.policy.afterDeath(this.#options.now());
    this.#waiting = delay !== null;
    this.#watcher?.died(delay !== null);
    if (delay !== null) this.#options.later(() => this.start(), delay);
  }
}
