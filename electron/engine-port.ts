import type { Reply, TopicEvent } from '../shared/wire';

/** What the relay, the command line and the tests see of the engine; see createEngine in engine.ts. */
export interface Engine {
  /** Calls and jobs of shared/contract.ts by name. Never rejects; unknown names and bad inputs get a closed code. */
  invoke(name: string, input: unknown): Promise<Reply>;
  /** Answers the unsubscribe function. A refused subscription answers the error instead. */
  subscribe(
    topic: string,
    input: unknown,
    listener: (event: TopicEvent) => void,
  ): (() => void) | { error: Reply };
  dispose(): Promise<void>;
}
