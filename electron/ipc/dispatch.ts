import type { z } from 'zod';
import type { JobName } from '../../shared/contract';
import { topics } from '../../shared/contract/topics';
import { AppError, toErrorData } from '../../shared/errors';
import type { Reply, TopicEvent } from '../../shared/wire';
import type { Engine } from '../engine-port';
import type { Log } from '../storage/log';
import { JobId } from '../../shared/contract/shapes';
import type { HandledCall, HandledTopic, Handlers, Input } from './handler-types';
import { Jobs } from './jobs';
import { callRow, jobRow } from './rows';

interface DispatchOptions {
  handlers: Handlers;
  log: Log;
  /** Tests and development check what handlers answer too; a wrong answer is then an `internal` error. */
  checkOutputs: boolean;
}

type Invoker = (raw: unknown) => Promise<unknown>;
type Subscriber = (raw: unknown, listener: (event: TopicEvent) => void) => () => void;

/** The first thing wrong with an input, as one sentence. */
function refusal(name: string, error: z.ZodError): AppError {
  const issue = error.issues[0];
  const place = issue && issue.path.length > 0 ? ` at "${issue.path.join('.')}"` : '';
  return new AppError(
    'bad-request',
    `${name} was asked with something it does not take${place}: ${issue?.message ?? 'invalid'}.`,
  );
}

function checked<T>(name: string, schema: z.ZodType<T>, raw: unknown): T {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) throw refusal(name, parsed.error);
  return parsed.data;
}

// The same table seen with each row's types spelled out by name, so that a row and its handler stay paired.
const inputs: { [N in HandledTopic]: { input: z.ZodType<Input<N>> } } = topics;

/** Counts events from 1 so that the window sees a gap. */
function numbered(listener: (event: TopicEvent) => void): (payload: unknown) => void {
  let seq = 0;
  return (payload) => listener({ seq: ++seq, payload });
}

/**
 * Finds the handler of a name, validates the input, turns what is thrown into a closed code. Knows no domain: names
 * come from the contract's own rows (a Map, so `__proto__` is just an unknown name).
 */
export function createDispatch({ handlers, log, checkOutputs }: DispatchOptions): Omit<Engine, 'dispose'> {
  const jobs = new Jobs();
  const invokers = new Map<string, Invoker>();
  const subscribers = new Map<string, Subscriber>();

  function bindCall<N extends HandledCall>(name: N, handler: Handlers['calls'][N]): void {
    invokers.set(name, async (raw) => {
      const { input, output } = await callRow(name);
      const answer = await handler(checked(name, input, raw));
      if (!checkOutputs) return answer;
      const parsed = output.safeParse(answer);
      if (!parsed.success) throw new Error(`${name} answered against its contract: ${parsed.error.message}`);
      return answer;
    });
  }
  function bindJob<N extends JobName>(name: N, handler: Handlers['jobs'][N]): void {
    invokers.set(name, async (raw) => {
      const { input } = await jobRow(name);
      const value = checked(name, input, raw);
      const jobId = jobs.start((context) => logged(log, `${name} (job)`, () => handler(value, context)));
      return { jobId };
    });
  }
  function bindTopic<N extends HandledTopic>(name: N, handler: Handlers['topics'][N]): void {
    const { input } = inputs[name];
    subscribers.set(name, (raw, listener) => handler(checked(name, input, raw), numbered(listener)));
  }

  const namesOf = <T extends object>(table: T): (keyof T)[] => Object.keys(table) as (keyof T)[];
  for (const name of namesOf(handlers.calls)) bindCall(name, handlers.calls[name]);
  for (const name of namesOf(handlers.jobs)) bindJob<JobName>(name, handlers.jobs[name]);
  for (const name of namesOf(handlers.topics)) bindTopic(name, handlers.topics[name]);
  invokers.set('jobs.cancel', (raw) =>
    Promise.resolve(jobs.cancel(checked('jobs.cancel', JobId, raw).jobId)),
  );
  subscribers.set('jobs.events', (raw, listener) =>
    jobs.subscribe(checked('jobs.events', topics['jobs.events'].input, raw).jobId, numbered(listener)),
  );

  return {
    async invoke(name, input): Promise<Reply> {
      try {
        const invoker = invokers.get(name);
        if (!invoker)
          throw new AppError('unknown-call', 'The window asked for something this version does not know.');
        return { ok: true, data: await logged(log, name, () => invoker(input)) };
      } catch (error) {
        return { ok: false, error: toErrorData(error) };
      }
    },
    subscribe(topic, input, listener) {
      try {
        const subscriber = subscribers.get(topic);
        if (!subscriber)
          throw new AppError('unknown-call', 'The window asked for a topic this version does not know.');
        return subscriber(input, listener);
      } catch (error) {
        return { error: { ok: false, error: toErrorData(error) } };
      }
    },
  };
}

let lastId = 0;

/** Each request leaves one line: its number, name, time and code; never its input, which may hold a secret. */
async function logged<T>(log: Log, name: string, run: () => Promise<T>): Promise<T> {
  const id = ++lastId;
  const begun = performance.now();
  const ms = (): number => Math.round(performance.now() - begun);
  try {
    const answer = await run();
    log.info(name, { id, ms: ms() });
    return answer;
  } catch (error) {
    if (error instanceof AppError) log.warn(name, { id, ms: ms(), code: error.code });
    else
      log.error(name, {
        id,
        ms: ms(),
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
    throw error;
  }
}
