import { z } from 'zod';
import { PartFailure } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-live.ps1?raw';

const table = <T extends z.ZodType>(row: T) => z.array(row).nullable();

/** Raw counters: totals and states as Windows keeps them; null: that class could not be read. */
const Rows = z.object({
  /** Site, CurrentConnections. */
  sites: table(z.tuple([z.string(), z.number()])),
  /** "<pid>_<pool>", WebSocketActiveRequests, ActiveRequests, WebSocket connections accepted (a total). */
  workers: table(z.tuple([z.string(), z.number(), z.number(), z.number()])),
  /** Pool, CurrentQueueSize, RejectedRequests (a total). */
  queues: table(z.tuple([z.string(), z.number(), z.number()])),
  /** Pool, TotalApplicationPoolRecycles, CurrentApplicationPoolState (1 to 7). */
  pools: table(z.tuple([z.string(), z.number(), z.number()])),
  /** Farm, server, state, current requests, current, total and failed WebSocket requests. */
  farms: z.array(
    z.tuple([z.string(), z.string(), z.string(), z.number(), z.number(), z.number(), z.number()]),
  ),
});

const fromJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue('the rows are no JSON');
    return z.NEVER;
  }
});

export const LiveAnswer = z.object({
  at: z.string(),
  rows: fromJson.pipe(Rows),
  /** On the server, from the first question to the text of the answer. */
  tookMs: z.number().min(0),
  failures: z.array(PartFailure),
});
export type LiveAnswer = z.infer<typeof LiveAnswer>;

/** Performance counters of all sites and pools; ARR's own by server of a farm where `farms` asks for them. */
export const readLive = {
  name: 'read-live',
  text,
  lane: 'quick',
  limitMs: 30_000,
  args: z.object({ farms: z.boolean() }),
  part: z.never(),
  done: LiveAnswer,
} satisfies ScriptDefinition;
