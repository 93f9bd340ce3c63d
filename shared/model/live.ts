import { z } from 'zod';
import { ErrorData, ObjectName } from './common';
import { ObjectState } from './runtime';

const figure = z.number().nullable();

/** A worker process of a pool. Its totals begin at 0 with it and end with it. */
export const LiveWorker = z.object({
  /** What tells it from the one before: "4711_ChatPool" on a server, a number on the practice server. */
  id: z.string(),
  sockets: figure,
  requests: figure,
  /** Sockets it has accepted since it started. */
  opened: figure,
  /** A newer one of the pool takes the new requests; null: not told. */
  draining: z.boolean().nullable(),
});
export type LiveWorker = z.infer<typeof LiveWorker>;

export const LivePool = z.object({
  name: z.string(),
  state: ObjectState,
  /** Requests that wait for a worker process. */
  queue: figure,
  /** Refused before a worker process saw them, and recycles: totals that begin anew when the server does. */
  refused: figure,
  recycles: figure,
  /** null: not told. */
  workers: z.array(LiveWorker).nullable(),
});
export type LivePool = z.infer<typeof LivePool>;

export const LiveSite = z.object({
  name: z.string(),
  state: ObjectState,
  connections: figure,
  sockets: figure,
  /** Refused because limits.maxConnections was reached: a total. */
  refused: figure,
});
export type LiveSite = z.infer<typeof LiveSite>;

/** What ARR itself counts for one server of a farm. */
export const LiveFarmServer = z.object({
  farm: z.string(),
  server: z.string(),
  /** Active, Draining, Inactive. */
  state: z.string(),
  requests: figure,
  sockets: figure,
  opened: figure,
  failed: figure,
});
export type LiveFarmServer = z.infer<typeof LiveFarmServer>;

/** What a reading doesn't say, why, and what to do about it. */
export const LiveGap = z.object({ what: z.string(), why: z.string(), fix: z.string().nullable() });
export type LiveGap = z.infer<typeof LiveGap>;

/** One reading of everything, in one trip. */
export const LiveReading = z.object({
  at: z.string(),
  /** What the reading took; on the server itself, or the whole trip where the server doesn't tell. */
  tookMs: z.number(),
  measured: z.enum(['server', 'trip']),
  sites: z.array(LiveSite),
  pools: z.array(LivePool),
  farms: z.array(LiveFarmServer),
  gaps: z.array(LiveGap),
});
export type LiveReading = z.infer<typeof LiveReading>;

/** What a chart or a list is about. */
export const LiveSubject = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('server') }),
  z.object({ kind: z.literal('site'), name: ObjectName }),
  z.object({ kind: z.literal('pool'), name: ObjectName }),
]);
export type LiveSubject = z.infer<typeof LiveSubject>;

/** Figures of one moment; the three totals count from the first reading of this session. */
export const LiveFigures = z.object({
  connections: figure,
  sockets: figure,
  requests: figure,
  queue: figure,
  opened: figure,
  refused: figure,
  recycles: figure,
});
export type LiveFigures = z.infer<typeof LiveFigures>;

/** What the topic tells with every reading. */
export const LiveSample = z.object({
  /** Of the last reading that came; null before the first one. */
  at: z.string().nullable(),
  since: z.string().nullable(),
  tookMs: z.number(),
  measured: z.enum(['server', 'trip']),
  /** From the end of this reading to the next one. */
  pauseMs: z.number(),
  server: LiveFigures,
  farms: z.array(LiveFarmServer),
  gaps: z.array(LiveGap),
  /** Why the last reading failed; what is shown is older then. */
  error: ErrorData.nullable(),
  /** This kind of server has no run time that could be read: a configuration file. */
  none: z.boolean(),
});
export type LiveSample = z.infer<typeof LiveSample>;

/** Something that happened, as a mark in the chart. */
export const LiveMark = z.object({
  /** Seconds since the epoch, by this computer's clock. */
  at: z.number(),
  kind: z.enum(['recycle', 'ended', 'stopped', 'started']),
  subject: LiveSubject,
  sentence: z.string(),
});
export type LiveMark = z.infer<typeof LiveMark>;

const line = z.array(figure);

/** Columns over time; null is a gap. `opened` and `refused` are per second since the point before. */
export const LiveHistory = z.object({
  times: z.array(z.number()),
  connections: line,
  sockets: line,
  requests: line,
  queue: line,
  opened: line,
  refused: line,
  marks: z.array(LiveMark),
  /** What it is now. */
  now: LiveFigures,
  state: ObjectState.nullable(),
  /** Pools that a site's applications run in. */
  pools: z.array(z.string()),
});
export type LiveHistory = z.infer<typeof LiveHistory>;

/** A site or a pool as it is now; what its kind doesn't have is null. */
export const LiveRow = LiveFigures.extend({
  name: z.string(),
  state: ObjectState,
  /** Sockets opened a second, since the reading before. */
  openedPerS: figure,
  workers: figure,
  draining: figure,
});
export type LiveRow = z.infer<typeof LiveRow>;

/** `unknown`: nothing tells whether it is a socket. */
export const LiveRequest = z.object({
  kind: z.enum(['socket', 'request', 'unknown']),
  ageMs: z.number(),
  client: z.string(),
  /** Without its query, which may hold a token. */
  url: z.string(),
  verb: z.string(),
  site: z.string().nullable(),
  pool: z.string(),
  worker: z.string(),
  module: z.string().nullable(),
  /** What came and went on its connection. */
  bytesIn: figure,
  bytesOut: figure,
});
export type LiveRequest = z.infer<typeof LiveRequest>;

/** The most that a list of open requests holds. */
export const MAX_LIVE_REQUESTS = 500;

export const LiveRequests = z.object({
  at: z.string(),
  rows: z.array(LiveRequest).max(MAX_LIVE_REQUESTS),
  /** How many there are, those that were left off among them. */
  total: z.number().int(),
  /** How a socket is told from another request here. */
  how: z.string(),
  /** Why there is no list. */
  gap: LiveGap.nullable(),
});
export type LiveRequests = z.infer<typeof LiveRequests>;
