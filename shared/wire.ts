import type { ErrorData } from './errors';

/** The answer to every invoke: data, or a closed error. */
export type Reply = { ok: true; data: unknown } | { ok: false; error: ErrorData };

/** An event of a subscription; `seq` starts at 1 and has no gap, a gap means: read again. */
export interface TopicEvent {
  seq: number;
  payload: unknown;
}

/** All that the preload puts into the window. */
export interface Bridge {
  /** Calls, and jobs (which answer `{ jobId }`). Never rejects. */
  invoke(name: string, input: unknown): Promise<Reply>;
  /** Answers the unsubscribe function at once; a refused subscription sends nothing. */
  subscribe(topic: string, input: unknown, listener: (event: TopicEvent) => void): () => void;
}

/** Largest message accepted from a window, in UTF-16 units of its JSON text. */
export const MAX_MESSAGE_CHARS = 4_000_000;

/** Between the relay in the main process and the engine's process. */
export type ToEngine =
  | { type: 'invoke'; id: number; name: string; input: unknown }
  | { type: 'subscribe'; id: number; topic: string; input: unknown }
  | { type: 'unsubscribe'; id: number }
  | { type: 'shutdown' };
export type FromEngine =
  | { type: 'ready' }
  | { type: 'reply'; id: number; reply: Reply }
  | { type: 'event'; id: number; event: TopicEvent };
