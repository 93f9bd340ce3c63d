import { z } from 'zod';
import { ObjectName, ServerId } from '../model/common';

/** A call: validated input → output. */
export const call = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({
  kind: 'call' as const,
  input,
  output,
});
/**
 * A topic: a payload that comes again and again, most often just a revision that says what to ask again. The payload is
 * a type only: it comes from the engine, and nobody checks it on its way.
 */
export interface Topic<I extends z.ZodType, P> {
  kind: 'topic';
  input: I;
  payload?: P;
}
/** A job: invoking it answers `{ jobId }` at once; its events come over the topic `jobs.events`. */
export const job = <I extends z.ZodType, P extends z.ZodType, D extends z.ZodType>(
  input: I,
  progress: P,
  done: D,
) => ({
  kind: 'job' as const,
  input,
  progress,
  done,
});

export const none = z.strictObject({});
export const server = z.strictObject({ serverId: ServerId });
export const app = server.extend({ site: ObjectName, application: z.string().min(1).max(1024) });
export const range = {
  filter: z.string().max(260),
  sort: z.string().max(40),
  descending: z.boolean(),
  offset: z.number().int().min(0),
  limit: z.number().int().min(1).max(500),
};
export const session = z.strictObject({ sessionId: z.string().max(64) });
export const task = z.object({ taskId: z.string() });
export const search = z.object({ searchId: z.string() });
export const FilePath = z.string().min(1).max(4096);
export const JobId = z.strictObject({ jobId: z.string().max(64) });
