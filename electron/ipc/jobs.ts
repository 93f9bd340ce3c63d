import { randomUUID } from 'node:crypto';
import { toErrorData } from '../../shared/errors';
import type { TopicPayload } from '../../shared/contract';

type JobEvent = TopicPayload<'jobs.events'>;

interface Job {
  readonly controller: AbortController;
  /** Kept so that a subscriber that comes late sees the last progress and the end. */
  last: JobEvent | null;
  ended: boolean;
  readonly listeners: Set<(event: JobEvent) => void>;
}

/** How many ended jobs are remembered for late subscribers. */
const KEPT = 50;

/** The running and lately ended jobs. A job ends exactly once: done or failed. */
export class Jobs {
  readonly #jobs = new Map<string, Job>();

  /** Starts the work at once and answers its id; `run` is given the job's context. */
  start(
    run: (context: { progress: (progress: unknown) => void; signal: AbortSignal }) => Promise<unknown>,
  ): string {
    const id = randomUUID();
    const job: Job = { controller: new AbortController(), last: null, ended: false, listeners: new Set() };
    this.#jobs.set(id, job);
    this.#forget();
    const emit = (event: JobEvent): void => {
      if (job.ended) return;
      job.ended = event.type !== 'progress';
      job.last = event;
      for (const listener of job.listeners) listener(event);
    };
    const context = {
      progress: (progress: unknown) => emit({ type: 'progress', progress }),
      signal: job.controller.signal,
    };
    run(context).then(
      (result) => emit({ type: 'done', result }),
      (error: unknown) => emit({ type: 'failed', error: toErrorData(error) }),
    );
    return id;
  }

  /** Asks a running job to stop; the job itself decides how far it still can. */
  cancel(id: string): { cancelled: boolean; why?: string } {
    const job = this.#jobs.get(id);
    if (!job || job.ended) return { cancelled: false, why: 'The job has already ended.' };
    job.controller.abort();
    return { cancelled: true };
  }

  /** Sends the last event at once, then the following ones. An unknown job answers a failure instead of silence. */
  subscribe(id: string, listener: (event: JobEvent) => void): () => void {
    const job = this.#jobs.get(id);
    if (!job) {
      listener({
        type: 'failed',
        error: {
          code: 'not-found',
          message: 'This job is not known any more: the engine was started again, or it ended long ago.',
          fix: 'What a change had done by then is looked up, and stands in the journal within seconds.',
        },
      });
      return () => undefined;
    }
    job.listeners.add(listener);
    if (job.last) listener(job.last);
    return () => job.listeners.delete(listener);
  }

  #forget(): void {
    for (const [id, job] of this.#jobs) {
      if (this.#jobs.size <= KEPT) return;
      if (job.ended) this.#jobs.delete(id);
    }
  }
}
