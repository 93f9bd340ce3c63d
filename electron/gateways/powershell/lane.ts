import { AppError } from '../../../shared/errors';
import { cancelled, Exchange } from './exchange';
import type { Call } from './exchange';
import type { LaneShell } from './lane-shell';

export interface LaneOptions {
  /** Makes a shell that is not started yet. @throws AppError powershell-missing */
  open: () => LaneShell;
  /** Idle for so long, the process ends; the next call starts another. */
  idleMs: number;
  startLimitMs: number;
}

interface Waiting {
  /** Settles the caller's promise, never its own badly. */
  perform: () => Promise<void>;
  cancel: () => void;
}

/**
 * One PowerShell process and its queue: one call at a time, in the order they came. The process is there from the
 * first call until it was idle for a while, a call was lost in it, or the lane is closed.
 */
export class Lane {
  readonly #queue: Waiting[] = [];
  #shell: LaneShell | null = null;
  #busy = false;
  #closed = false;
  #abandon: () => void = () => {};
  #idle: NodeJS.Timeout | undefined;
  /** Asked once: a policy does not change under a running program, and asking again only fills the event log. */
  #refused: AppError | null = null;

  constructor(private readonly options: LaneOptions) {}

  run<T>(call: Call<T>): Promise<T> {
    const { signal } = call;
    return new Promise<T>((resolve, reject) => {
      const waiting: Waiting = {
        perform: () => {
          signal?.removeEventListener('abort', onAbort);
          return this.#perform(call).then(resolve, reject);
        },
        cancel: () => reject(cancelled(call.script)),
      };
      const onAbort = () => {
        this.#queue.splice(this.#queue.indexOf(waiting), 1);
        waiting.cancel();
      };
      if (this.#closed || signal?.aborted) {
        waiting.cancel();
        return;
      }
      signal?.addEventListener('abort', onAbort);
      this.#queue.push(waiting);
      void this.#work();
    });
  }

  async #work(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    clearTimeout(this.#idle);
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) await next.perform();
    this.#busy = false;
    this.#idle = setTimeout(() => void this.#leave(), this.options.idleMs).unref();
  }

  async #perform<T>(call: Call<T>): Promise<T> {
    const shell = await this.#ready(call);
    const exchange = new Exchange(shell, call);
    this.#abandon = () => exchange.abandon();
    try {
      return await exchange.start();
    } finally {
      this.#abandon = () => {};
    }
  }

  /** The process that is there, or a new one; an abort or the limit ends one that is just being started. */
  async #ready({ script, signal }: Call<unknown>): Promise<LaneShell> {
    if (this.#shell?.alive) return this.#shell;
    if (this.#refused) throw this.#refused;
    const shell = this.options.open();
    this.#shell = shell;
    const late = new AppError('timed-out', 'PowerShell took too long to start.');
    let giveUp: (error: AppError) => void = () => {};
    const given = new Promise<never>((_, reject) => (giveUp = reject));
    const onAbort = () => giveUp(cancelled(script));
    const timer = setTimeout(() => giveUp(late), this.options.startLimitMs);
    signal?.addEventListener('abort', onAbort);
    try {
      await Promise.race([shell.start(), given]);
      return shell;
    } catch (error) {
      if (error instanceof AppError && error.code === 'powershell-constrained') this.#refused = error;
      await shell.kill();
      throw this.#closed ? cancelled(script) : error;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #leave(): Promise<void> {
    const shell = this.#shell;
    this.#shell = null;
    if (shell?.alive) await shell.leave();
  }

  /** Ends the process at once; calls in it and before it end as cancelled, or `outcome-unknown` behind a commit. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#idle);
    for (const waiting of this.#queue.splice(0)) waiting.cancel();
    this.#abandon();
    await this.#shell?.kill();
  }
}
