import type {
  CallInput,
  CallName,
  CallOutput,
  JobDone,
  JobInput,
  JobName,
  JobProgress,
  TopicInput,
  TopicName,
  TopicPayload,
} from '../../shared/contract';
import type { ErrorData } from '../../shared/errors';
import type { Bridge, Reply, TopicEvent } from '../../shared/wire';
import { BridgeError } from './bridge';

type Maybe<T> = T | Promise<T>;
export type FakeCalls = { [N in CallName]?: (input: CallInput<N>) => Maybe<CallOutput<N>> };
export type FakeJobs = { [N in JobName]?: (job: FakeJob<N>) => void };

/** What a job handler of a test can do. */
export interface FakeJob<N extends JobName> {
  id: string;
  input: JobInput<N>;
  progress: (progress: JobProgress<N>) => void;
  done: (result: JobDone<N>) => void;
  failed: (error: ErrorData) => void;
}

interface Subscription {
  topic: string;
  input: string;
  seq: number;
  listener: (event: TopicEvent) => void;
}

export interface FakeBridge extends Bridge {
  /** Everything asked so far, oldest first. */
  readonly asked: { name: string; input: unknown }[];
  /** Inputs of the calls of one name. */
  inputsOf(name: CallName | JobName): unknown[];
  /** Sends to whoever subscribed with this input; `skip` loses that many events before it. */
  emit<N extends TopicName>(topic: N, input: TopicInput<N>, payload: TopicPayload<N>, skip?: number): void;
  /** Live subscriptions of a topic. */
  listeners(topic: TopicName): number;
}

/**
 * The window's other side, in memory, for tests: handlers typed by the contract, topics with real sequence numbers,
 * job events kept until somebody listens, as the engine does. A call without a handler fails as the engine's would.
 */
export function createFakeBridge(calls: FakeCalls, jobs: FakeJobs = {}): FakeBridge {
  const handlers = new Map<string, (input: never) => unknown>(Object.entries(calls));
  const runners = new Map<string, (job: never) => void>(Object.entries(jobs));
  const subscriptions = new Set<Subscription>();
  const kept = new Map<string, unknown[]>();
  const asked: { name: string; input: unknown }[] = [];
  let jobCount = 0;

  const send = (topic: string, input: string, payload: unknown, skip = 0) => {
    for (const one of subscriptions) {
      if (one.topic !== topic || one.input !== input) continue;
      one.seq += 1 + skip;
      one.listener({ seq: one.seq, payload });
    }
  };

  const runJob = (run: (job: never) => void, input: unknown): Reply => {
    jobCount += 1;
    const id = `job-${jobCount}`;
    const key = JSON.stringify({ jobId: id });
    const tell = (event: unknown) => {
      kept.set(key, [...(kept.get(key) ?? []), event]);
      send('jobs.events', key, event);
    };
    const job = {
      id,
      input,
      progress: (progress: unknown) => tell({ type: 'progress', progress }),
      done: (result: unknown) => tell({ type: 'done', result }),
      failed: (error: unknown) => tell({ type: 'failed', error }),
    };
    run(job as never);
    return { ok: true, data: { jobId: id } };
  };

  return {
    asked,
    inputsOf: (name) => asked.filter((one) => one.name === name).map(({ input }) => input),
    listeners: (topic) => [...subscriptions].filter((one) => one.topic === topic).length,
    emit: (topic, input, payload, skip) => send(topic, JSON.stringify(input), payload, skip),
    async invoke(name, input) {
      asked.push({ name, input });
      const run = runners.get(name);
      if (run) return runJob(run, input);
      const handler = handlers.get(name);
      if (!handler)
        return { ok: false, error: { code: 'unknown-call', message: `There is no call "${name}".` } };
      try {
        return { ok: true, data: await handler(input as never) };
      } catch (error) {
        if (!(error instanceof BridgeError)) throw error;
        const { code, message, where, fix } = error;
        return { ok: false, error: { code, message, where, fix } };
      }
    },
    subscribe(topic, input, listener) {
      const one = { topic, input: JSON.stringify(input), seq: 0, listener };
      subscriptions.add(one);
      for (const event of topic === 'jobs.events' ? (kept.get(one.input) ?? []) : []) {
        one.seq += 1;
        listener({ seq: one.seq, payload: event });
      }
      return () => subscriptions.delete(one);
    },
  };
}
