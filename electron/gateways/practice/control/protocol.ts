import { z } from 'zod';
import { ErrorData, ObjectName } from '../../../../shared/model/common';
import { LiveReading, LiveRequests, MAX_LIVE_REQUESTS } from '../../../../shared/model/live';
import { ServerAction } from '../../../../shared/model/readiness';
import { RuntimeState } from '../../../../shared/model/runtime';

/** Longest line a client may send; the longest sound one holds a path of 4,096 characters. */
export const MAX_REQUEST_BYTES = 64 * 1024;
/** Longest line a server may send: the run-time state of some 100,000 sites. */
export const MAX_ANSWER_BYTES = 64 * 1024 * 1024;

const id = z.number().int().min(1);

export const LiveAsked = z.strictObject({
  site: ObjectName.nullable(),
  pool: ObjectName.nullable(),
  limit: z.number().int().min(0).max(MAX_LIVE_REQUESTS),
});
export type LiveAsked = z.infer<typeof LiveAsked>;

/** One line of JSON each, ended by LF. The first one must be `hello` with the token. */
export const ControlRequest = z.discriminatedUnion('op', [
  z.strictObject({ id, op: z.literal('hello'), token: z.string().max(128) }),
  z.strictObject({ id, op: z.literal('info') }),
  z.strictObject({ id, op: z.literal('runtime') }),
  z.strictObject({ id, op: z.literal('live') }),
  z.strictObject({ id, op: z.literal('requests'), asked: LiveAsked }),
  z.strictObject({ id, op: z.literal('reload') }),
  z.strictObject({ id, op: z.literal('perform'), action: ServerAction }),
  z.strictObject({ id, op: z.literal('load-scenario'), scenario: z.string().max(64) }),
  z.strictObject({ id, op: z.literal('load-file'), path: z.string().min(1).max(4096) }),
  z.strictObject({ id, op: z.literal('set-clock'), scale: z.number().min(1).max(100_000) }),
]);
export type ControlRequest = z.infer<typeof ControlRequest>;

/** Answers carry the request's id (0: it had none); events have none. */
export const ControlMessage = z.union([
  z.object({ id: z.number().int(), ok: z.literal(true), data: z.unknown() }),
  z.object({ id: z.number().int(), ok: z.literal(false), error: ErrorData }),
  z.object({ event: z.enum(['config', 'runtime']), revision: z.number().int() }),
]);
export type ControlMessage = z.infer<typeof ControlMessage>;

export const PracticeInfo = z.object({
  /** null: a file of the user's. */
  scenario: z.string().nullable(),
  scenarios: z.array(z.object({ id: z.string(), title: z.string(), summary: z.string() })),
  clockScale: z.number(),
  configPath: z.string(),
  pid: z.number().int(),
  revision: z.number().int(),
});
export type PracticeInfo = z.infer<typeof PracticeInfo>;

/** What answers to each op hold. */
export const answers = {
  hello: z.object({ pid: z.number().int() }),
  info: PracticeInfo,
  runtime: RuntimeState,
  live: LiveReading,
  requests: LiveRequests,
  perform: z.object({ sentence: z.string() }),
  done: z.object({}),
} as const;
