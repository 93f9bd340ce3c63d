import { z } from 'zod';
import { PartFailure } from '../answers';
import type { ScriptDefinition } from '../session';
import text from './read-requests.ps1?raw';

export const OpenRequests = z.object({
  at: z.string(),
  /** Whether RequestMonitorModule is loaded: without it IIS tells of no request. */
  monitored: z.boolean(),
  rows: z.array(
    z.object({
      pid: z.number(),
      pool: z.string(),
      /** Its id. */
      site: z.number(),
      url: z.string(),
      verb: z.string(),
      client: z.string(),
      elapsedMs: z.number(),
      module: z.string(),
    }),
  ),
  /** Open GET requests of a worker process, and its WebSocket Active Requests (null: not told). */
  workers: z.array(z.object({ pid: z.number(), gets: z.number(), sockets: z.number().nullable() })),
  total: z.number().int(),
  failures: z.array(PartFailure),
});
export type OpenRequests = z.infer<typeof OpenRequests>;

/** Open requests of one pool or one site (its id), or of all, on demand; at most `limit` of them. */
export const readRequests = {
  name: 'read-requests',
  text,
  lane: 'quick',
  limitMs: 30_000,
  args: z.object({
    pool: z.string().nullable(),
    site: z.number().nullable(),
    limit: z.number().int().min(0).max(10_000),
  }),
  part: z.never(),
  done: OpenRequests,
} satisfies ScriptDefinition;
