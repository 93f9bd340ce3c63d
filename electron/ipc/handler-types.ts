import type { z } from 'zod';
import type {
  CallOutput,
  Contract,
  EngineCallName,
  JobDone,
  JobName,
  JobProgress,
  TopicName,
  TopicPayload,
} from '../../shared/contract';

export type HandledCall = Exclude<EngineCallName, 'jobs.cancel'>;
/** `jobs.events` and `jobs.cancel` are served by the dispatch itself. */
export type HandledTopic = Exclude<TopicName, 'jobs.events'>;

/** What a handler is given: the input after validation. */
export type Input<N extends HandledCall | JobName | HandledTopic> = z.output<Contract[N]['input']>;

export interface CallRow<N extends HandledCall> {
  input: z.ZodType<Input<N>>;
  output: z.ZodType<CallOutput<N>>;
}

/** What a job's handler may use: say how far it is, and see whether it was cancelled. */
export interface JobContext<N extends JobName> {
  readonly progress: (progress: JobProgress<N>) => void;
  readonly signal: AbortSignal;
}

/** One handler a row of the contract; a missing one does not compile. Handlers throw AppError. */
export interface Handlers {
  calls: { [N in HandledCall]: (input: Input<N>) => Promise<CallOutput<N>> };
  jobs: { [N in JobName]: (input: Input<N>, job: JobContext<N>) => Promise<JobDone<N>> };
  /** A topic's handler answers the unsubscribe function. */
  topics: { [N in HandledTopic]: (input: Input<N>, emit: (payload: TopicPayload<N>) => void) => () => void };
}
