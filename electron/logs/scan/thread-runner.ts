import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { compileFinder } from './row-finder';
import type { Runner } from './runner';
import type { Emit } from './scanning';
import { notRead } from './task';
import type { ScanEnd, ScanTask } from './task';
import type { FromWorker, ToWorker } from './worker-wire';

/** More threads than this read no faster from one disk, and each holds some memory. */
const MOST_LANES = 4;
/** A log in which every line matters makes many short-lived names: by default a thread lets many times as many pile up. */
const YOUNG_MB = 4;

/** Pieces that a thread has at a time: the next one is there when it has done one, however busy the scan's thread is. */
const AHEAD = 2;

interface Job {
  task: ScanTask;
  emit: Emit;
  done: (end: ScanEnd) => void;
  /** A worker looks at it between blocks: messages reach it only behind its piece. */
  stop: Int32Array;
}

/** A thread and its pieces, the one under way first. */
interface Lane {
  worker: Worker;
  jobs: Job[];
}

/** Beside the built engine or command line; under a test runner this file is a source, and the build is in out/cli. */
function workerFile(): string {
  const beside = ['log-worker.mjs', 'log-worker.cjs'].map((name) => path.join(import.meta.dirname, name));
  return (
    beside.find((file) => existsSync(file)) ??
    path.resolve(import.meta.dirname, '../../../out/cli/log-worker.mjs')
  );
}

/** Worker threads, started when there is work for them. */
export class ThreadRunner implements Runner {
  readonly lanes = Math.min(MOST_LANES, availableParallelism());
  private readonly module = compileFinder();
  private readonly waiting: Job[] = [];
  private readonly all = new Set<Lane>();
  private closing = false;

  run(task: ScanTask, emit: Emit, signal?: AbortSignal): Promise<ScanEnd> {
    return new Promise((resolve) => {
      const stop = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
      const job: Job = { task, emit, stop, done: resolve };
      const abort = (): void => {
        Atomics.store(stop, 0, 1);
        const place = this.waiting.indexOf(job);
        if (place < 0) return;
        this.waiting.splice(place, 1);
        job.done(notRead(null));
      };
      job.done = (end) => {
        signal?.removeEventListener('abort', abort);
        resolve(end);
      };
      this.waiting.push(job);
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      else this.next();
    });
  }

  private next(): void {
    for (let job = this.waiting[0]; job; job = this.waiting[0]) {
      const lane = this.free();
      if (!lane) return;
      this.waiting.shift();
      lane.jobs.push(job);
      const message: ToWorker = { task: job.task, stop: job.stop };
      lane.worker.postMessage(message);
    }
  }

  private free(): Lane | null {
    const [least] = [...this.all].sort((a, b) => a.jobs.length - b.jobs.length);
    if ((!least || least.jobs.length > 0) && this.all.size < this.lanes) return this.start();
    return least && least.jobs.length < AHEAD ? least : null;
  }

  private start(): Lane {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const worker = new Worker(workerFile(), { workerData: this.module, resourceLimits });
    const lane: Lane = { worker, jobs: [] };
    this.all.add(lane);
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'part') {
        lane.jobs[0]?.emit(message.part);
        return;
      }
      const job = lane.jobs.shift();
      this.next();
      job?.done(message.end);
    });
    const ended = (): void => this.ended(lane);
    worker.on('error', ended).on('exit', ended);
    return lane;
  }

  /** The piece under way is lost; another thread does the next one. */
  private ended(lane: Lane): void {
    this.all.delete(lane);
    const jobs = lane.jobs.splice(0);
    const lost = jobs.splice(0, this.closing ? jobs.length : 1);
    this.waiting.unshift(...jobs);
    for (const { done } of lost) done(notRead('the thread that read it ended unexpectedly'));
    this.next();
  }

  /** Ends the threads; pieces under way end with a problem, and those that wait as if they were stopped. */
  async close(): Promise<void> {
    this.closing = true;
    for (const job of this.waiting.splice(0)) job.done(notRead(null));
    await Promise.all([...this.all].map(({ worker }) => worker.terminate()));
    this.closing = false;
  }
}
