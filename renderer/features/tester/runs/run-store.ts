import type { QueryClient } from '@tanstack/react-query';
import type { JobDone, JobInput, JobProgress } from '../../../../shared/contract';
import type { ErrorData } from '../../../../shared/errors';
import type { Bridge } from '../../../../shared/wire';
import { BridgeError, invoke, startJob, toBridgeError } from '../../../ipc/bridge';
import { listen } from '../../../ipc/use-topic';

export type RunName = 'tester.idleProbe' | 'tester.originProbe' | 'tester.load';

export interface Run<N extends RunName> {
  state: 'idle' | 'running' | 'done' | 'failed';
  /** What was asked; null after a reload, for it may hold secrets and is kept in memory only. */
  input: JobInput<N> | null;
  progress: JobProgress<N> | null;
  /** How it went so far: the progress with the time at which it came, ms since the epoch; thinned when it gets long. */
  trail: readonly { at: number; progress: JobProgress<N> }[];
  result: JobDone<N> | null;
  error: BridgeError | null;
  jobId: string | null;
}

/** More points than this are finer than any screen. */
const MAX_TRAIL = 1200;

const idle = {
  state: 'idle',
  input: null,
  progress: null,
  trail: [],
  result: null,
  error: null,
  jobId: null,
};
const runs = new Map<string, unknown>();
const listeners = new Set<() => void>();

/** A run goes on in the engine whatever page is shown, so it is followed here and not in a component. */
const keyOf = (name: RunName, serverId: string): string => `${name}:${serverId}`;
const storageKey = (key: string): string => `tester-run:${key}`;

export function runOf<N extends RunName>(name: N, serverId: string): Run<N> {
  // The key holds the name, so what is kept under it is of that name.
  return (runs.get(keyOf(name, serverId)) ?? idle) as Run<N>;
}

export function watchRuns(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** For tests: as after the window's start. */
export function forgetRuns(): void {
  runs.clear();
  sessionStorage.clear();
}

function change<N extends RunName>(name: N, serverId: string, next: Partial<Run<N>>): void {
  runs.set(keyOf(name, serverId), { ...runOf(name, serverId), ...next });
  for (const listener of listeners) listener();
}

export interface RunContext {
  bridge: Bridge;
  queries: QueryClient;
  serverId: string;
}

/** Begins it; a run of the same kind that goes on already is left alone. */
export async function startRun<N extends RunName>(
  name: N,
  input: JobInput<N>,
  context: RunContext,
): Promise<void> {
  const { bridge, serverId } = context;
  if (runOf(name, serverId).state === 'running') return;
  change(name, serverId, { ...(idle as Run<N>), state: 'running', input });
  try {
    follow(name, await startJob(bridge, name, input), context);
  } catch (error) {
    change(name, serverId, { state: 'failed', error: toBridgeError(error) });
  }
}

/** After a reload the job goes on: it is found by its id, which is all that was kept. */
export function adoptRun(name: RunName, context: RunContext): void {
  const key = keyOf(name, context.serverId);
  const jobId = runs.has(key) ? null : sessionStorage.getItem(storageKey(key));
  if (jobId === null) return;
  change(name, context.serverId, { state: 'running' });
  follow(name, jobId, context);
}

/** Answers why it can't be stopped, or null. */
export async function cancelRun(name: RunName, { bridge, serverId }: RunContext): Promise<string | null> {
  const { jobId } = runOf(name, serverId);
  if (jobId === null) return null;
  try {
    return (await invoke(bridge, 'jobs.cancel', { jobId })).why ?? null;
  } catch (error) {
    return toBridgeError(error).message;
  }
}

function follow(name: RunName, jobId: string, { bridge, queries, serverId }: RunContext): void {
  const stored = storageKey(keyOf(name, serverId));
  sessionStorage.setItem(stored, jobId);
  change(name, serverId, { jobId });
  const following = { over: false, stop: (): void => undefined };
  const end = (last: Partial<Run<RunName>>): void => {
    following.over = true;
    following.stop();
    sessionStorage.removeItem(stored);
    change(name, serverId, { ...last, jobId: null });
    // A ceiling that was found stands in Limits.
    void queries.invalidateQueries({ queryKey: ['limits.get'] });
  };
  const stop = listen(bridge, 'jobs.events', { jobId }, (event) => {
    if (following.over) return;
    if (event.type === 'done') {
      const result = event.result as JobDone<RunName>;
      const { trail } = runOf(name, serverId);
      // A load's result is its last figures, too: without them a chart would end before what ended the load.
      const last = 'elapsedMs' in result ? [...trail, { at: Date.now(), progress: result }] : trail;
      end({ state: 'done', result, trail: last });
    } else if (event.type === 'failed')
      end({ state: 'failed', error: new BridgeError(event.error as ErrorData) });
    else {
      const progress = event.progress as JobProgress<RunName>;
      const trail = [...runOf(name, serverId).trail, { at: Date.now(), progress }];
      change(name, serverId, { progress, trail: thinned(trail) });
    }
  });
  // The end may have been told at once.
  if (following.over) stop();
  else following.stop = stop;
}

function thinned<T>(trail: T[]): T[] {
  if (trail.length <= MAX_TRAIL) return trail;
  return trail.filter((_, at) => at % 2 === 0 || at === trail.length - 1);
}
