import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobDone, JobInput, JobName, JobProgress } from '../../shared/contract';
import type { ErrorData } from '../../shared/errors';
import { BridgeError, invoke, startJob, toBridgeError, useBridge } from './bridge';
import { concerns, serverOf } from './use-call';
import { useTopic } from './use-topic';

export interface Job<N extends JobName> {
  state: 'idle' | 'running' | 'done' | 'failed';
  progress: JobProgress<N> | null;
  result: JobDone<N> | null;
  error: BridgeError | null;
  start: (input: JobInput<N>) => Promise<void>;
  /** Asks the engine to stop; answers why it can't, or null. */
  cancel: () => Promise<string | null>;
  reset: () => void;
}

interface Run<N extends JobName> {
  state: Job<N>['state'];
  jobId: string | null;
  input: JobInput<N> | null;
  progress: JobProgress<N> | null;
  result: JobDone<N> | null;
  error: BridgeError | null;
}

/** Runs one job at a time and follows it to its end; afterwards everything of its server is asked again. */
export function useJob<N extends JobName>(name: N): Job<N> {
  const bridge = useBridge();
  const queries = useQueryClient();
  const idle: Run<N> = { state: 'idle', jobId: null, input: null, progress: null, result: null, error: null };
  const [run, setRun] = useState(idle);

  const end = (input: JobInput<N> | null, last: Partial<Run<N>>) => {
    setRun((before) => ({ ...before, ...last, jobId: null }));
    void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, serverOf(input)) });
  };

  useTopic('jobs.events', run.jobId === null ? null : { jobId: run.jobId }, (event) => {
    if (event.type === 'progress') setRun((now) => ({ ...now, progress: event.progress as JobProgress<N> }));
    else if (event.type === 'done') end(run.input, { state: 'done', result: event.result as JobDone<N> });
    else end(run.input, { state: 'failed', error: new BridgeError(event.error as ErrorData) });
  });

  return {
    state: run.state,
    progress: run.progress,
    result: run.result,
    error: run.error,
    start: async (input) => {
      setRun({ ...idle, state: 'running', input });
      try {
        const jobId = await startJob(bridge, name, input);
        setRun((now) => ({ ...now, jobId }));
      } catch (error) {
        end(input, { state: 'failed', error: toBridgeError(error) });
      }
    },
    cancel: async () => {
      if (run.jobId === null) return null;
      try {
        const { cancelled, why } = await invoke(bridge, 'jobs.cancel', { jobId: run.jobId });
        return cancelled ? null : (why ?? 'It is past the point where it can be stopped.');
      } catch (error) {
        return toBridgeError(error).message;
      }
    },
    reset: () => setRun(idle),
  };
}
