import { AppError } from '../../shared/errors';
import type { Gateway } from '../gateways/gateway';

/** netsh and PowerShell cost the server some tenths of a second of a core. */
const EVERY_MS = 10_000;

/** Lets a real server write the rows that HTTP.sys keeps back while its logs are followed, for as long as it may. */
export class LogFlush {
  readonly #gateway: Pick<Gateway, 'flushLogs'>;
  readonly #now: () => number;
  #next = -Infinity;
  #refused: string | null = null;

  /** `now`: ms of any clock that only goes on. */
  constructor(gateway: Pick<Gateway, 'flushLogs'>, now: () => number = () => performance.now()) {
    this.#gateway = gateway;
    this.#now = now;
  }

  /** Why the newest rows come late, in one sentence; null where they don't. */
  get refused(): string | null {
    return this.#refused;
  }

  /** At most every ten seconds, and never again once it was refused. Never throws. */
  async step(): Promise<void> {
    if (this.#refused !== null || this.#now() < this.#next) return;
    this.#next = this.#now() + EVERY_MS;
    try {
      await this.#gateway.flushLogs?.();
    } catch (error) {
      const why = error instanceof AppError ? error.message : String(error);
      this.#refused = `The newest rows come late, as HTTP.sys keeps up to 64 KB of them back: ${why.replace(/\.$/, '')}; start this program as administrator to see them at once.`;
    }
  }
}
