import { AppError, toErrorData } from '../../shared/errors';
import { idleProbe, type RunContext } from './idle-probe';
import { runLoad } from './load/load-run';
import { originProbe } from './origin-probe';
import type { RunAsked, RunEvent } from './run-shapes';

const MAX_RUNS = 4;

/** The probes and loads that go on in this process. */
export class Runs {
  readonly #tell: (runId: string, event: RunEvent) => void;
  readonly #going = new Map<string, AbortController>();

  constructor(tell: (runId: string, event: RunEvent) => void) {
    this.#tell = tell;
  }

  /** Throws `busy` when four go on, and what the run itself refuses at once. */
  start(runId: string, asked: RunAsked): void {
    if (this.#going.size >= MAX_RUNS)
      throw new AppError('busy', `${MAX_RUNS} probes and loads already go on; wait for one or stop it.`);
    const controller = new AbortController();
    this.#going.set(runId, controller);
    const context: RunContext<unknown> = {
      progress: (progress) => this.#tell(runId, { type: 'progress', progress }),
      signal: controller.signal,
    };
    void begin(asked, context)
      .then(
        (result) => this.#tell(runId, { type: 'done', result }),
        (error: unknown) => this.#tell(runId, { type: 'failed', error: toErrorData(error) }),
      )
      .finally(() => this.#going.delete(runId));
  }

  cancel(runId: string): void {
    this.#going.get(runId)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#going.values()) controller.abort();
  }
}

async function begin(asked: RunAsked, context: RunContext<unknown>): Promise<unknown> {
  if (asked.kind === 'idle') return idleProbe(asked.request, context);
  if (asked.kind === 'origin') return originProbe(asked.request, context);
  return runLoad(asked.request, context);
}
