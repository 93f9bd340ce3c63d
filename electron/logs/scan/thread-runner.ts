import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { compileFinder } from './row-finder';
import type { Runner } from './runner';
import type { Emit } from './scan-task';
import type { ScanEnd, ScanTask } from './task';
import type { FromWorker } from './worker-wire';

/** More threads than this read no faster from one disk, and each holds some memory. */
const MOST_LANES = 4;
/** A log in which every line matters makes many short-lived names: by default a thread lets many times as many pile up. */
const YOUNG_MB = 4;

interface Job {
  task: ScanTask;
  emit: Emit;
  done: (end: ScanEnd) => void;
}

/** Beside the built engine or command line; under a test runner this file is a source, and the build is in out/cli. */
function workerFile(): string {
  const beside = ['log-worker.mjs', 'log-worker.cjs'].map((name) => path.join(import.meta.dirname, name));
  return (
    beside.find((file) => existsSync(file)) ??
    path.resolve(import.meta.dirname, '../../../out/cli/log-worker.mjs')
  );
}

const failed = (problem: string): ScanEnd => ({
  set: {},
  usedAbove: false,
  unexplained: 0,
  problem,
  to: 0,
});

/** Worker threads, started when there is work for them. */
export class ThreadRunner implements Runner {
  readonly lanes = Math.min(MOST_LANES, availableParallelism());
  private readonly module = compileFinder();
  private readonly waiting: Job[] = [];
  private readonly idle: Worker[] = [];
  private readonly all = new Set<Worker>();

  run(task: ScanTask, emit: Emit): Promise<ScanEnd> {
    return new Promise((done) => {
      this.waiting.push({ task, emit, done });
      this.next();
    });
  }

  private next(): void {
    const job = this.waiting[0];
    if (!job) return;
    const worker = this.idle.pop() ?? (this.all.size < this.lanes ? this.start() : undefined);
    if (!worker) return;
    this.waiting.shift();
    this.give(worker, job);
  }

  private start(): Worker {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
    const worker = new Worker(workerFile(), { workerData: this.module, resourceLimits });
    this.all.add(worker);
    return worker;
  }

  private give(worker: Worker, job: Job): void {
    const onMessage = (message: FromWorker): void => {
      if (message.type === 'part') job.emit(message.part);
      else settle(message.end);
    };
    const onEnd = (): void => {
      this.all.delete(worker);
      settle(failed('the thread that read it ended unexpectedly'));
    };
    const settle = (end: ScanEnd): void => {
      worker.off('message', onMessage).off('error', onEnd).off('exit', onEnd);
      if (this.all.has(worker)) this.idle.push(worker);
      job.done(end);
      this.next();
    };
    worker.on('message', onMessage).on('error', onEnd).on('exit', onEnd);
    worker.postMessage(job.task);
  }

  /** Ends the threads; pieces under way end with a problem. */
  async close(): Promise<void> {
    this.waiting.length = 0;
    await Promise.all([...this.all].map((worker) => worker.terminate()));
  }
}
