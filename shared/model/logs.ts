import { z } from 'zod';
import { ObjectName, ServerId } from './common';
import { ChangeRequest, StationId } from './readiness';

/** Seconds since 1970 by the log's own clock (UTC in W3C logs), both included; null is open. */
export const LogRange = z.object({
  since: z.number().int().min(0).max(4_294_967_295).nullable(),
  until: z.number().int().min(0).max(4_294_967_295).nullable(),
});
export type LogRange = z.infer<typeof LogRange>;

/** Whose logs: those that the site's settings name, or files and folders that somebody chose. */
export const LogPlace = z.strictObject({
  serverId: ServerId,
  site: ObjectName,
  /** Empty: the site's own. */
  paths: z.array(z.string().min(1).max(4096)).max(50),
});
export type LogPlace = z.infer<typeof LogPlace>;

/** What the site's settings say of its logs, and what can't be in them. */
export const LogSources = z.object({
  revision: z.number().int(),
  /** Folders and files that can be read from here, as paths of this machine. */
  paths: z.array(z.string()),
  /** The folder as the configuration has it, for a person. */
  folder: z.string(),
  /** "W3C, daily, rolled over by UTC". */
  form: z.string(),
  /** Sentences: what isn't logged, what can't be read from here, what never is in a log. */
  notes: z.array(
    z.object({
      state: z.enum(['info', 'warning']),
      sentence: z.string(),
      /** What would mend it, for the pending changes. */
      fix: z.object({ title: z.string(), changes: z.array(ChangeRequest).min(1) }).optional(),
    }),
  ),
});
export type LogSources = z.infer<typeof LogSources>;

/** What a status or an HTTPERR reason means for a socket, and the station of Readiness that explains it. */
export const LogMeaning = z.object({
  title: z.string(),
  sentence: z.string(),
  station: StationId.nullable(),
});
export type LogMeaning = z.infer<typeof LogMeaning>;

const counted = z.object({ name: z.string(), sockets: z.number().int(), refused: z.number().int() });

/** All that the page shows of a scan: bounded, whatever the size of the logs. */
export const LogView = z.object({
  /** The verdict in one sentence. */
  heading: z.string(),
  files: z.number().int(),
  /** Of log text. */
  bytes: z.number(),
  lines: z.number().int(),
  malformed: z.number().int(),
  unreadable: z.array(z.object({ file: z.string(), reason: z.string() })),
  /** How many more could not be read. */
  moreUnreadable: z.number().int(),
  /** What was left out of the sums to keep them small, in sentences. */
  leftOut: z.array(z.string()),
  /** Paths of sockets that were answered 200, in sentences: known only when all was read. */
  pages: z.array(z.string()),
  statuses: z.array(z.object({ name: z.string(), count: z.number().int(), meaning: LogMeaning })),
  reasons: z.array(z.object({ name: z.string(), count: z.number().int(), meaning: LogMeaning })),
  /** Slots of time: start (seconds since 1970), the sockets that ended in each, and the refused by their status (0: HTTP.sys ended them without an answer). */
  times: z.object({
    stepS: z.number().int(),
    start: z.array(z.number().int()),
    ended: z.array(z.number().int()),
    refused: z.array(z.object({ status: z.number().int(), counts: z.array(z.number().int()) })),
  }),
  /** Lives in classes, each a fixed ratio wide: from (ms), to (ms), sockets. */
  lives: z.array(z.object({ fromMs: z.number(), toMs: z.number(), count: z.number().int() })),
  lifetimesMs: z.object({
    count: z.number().int(),
    p50: z.number().nullable(),
    p95: z.number().nullable(),
    max: z.number().nullable(),
  }),
  peaks: z.array(z.object({ ms: z.number(), count: z.number().int(), sentence: z.string() })),
  walls: z.array(z.object({ at: z.string(), ended: z.number().int(), sentence: z.string() })),
  urls: z.array(counted),
  clients: z.array(counted),
  pools: z.array(counted),
});
export type LogView = z.infer<typeof LogView>;

export const LogProgress = z.object({
  /** Bytes of the files worked off so far, and how many there are to be, as far as that is known. */
  read: z.number(),
  total: z.number(),
  elapsedMs: z.number(),
  /** Reading, or all read and waiting for more to be written. */
  state: z.enum(['reading', 'following']),
  view: LogView,
});
export type LogProgress = z.infer<typeof LogProgress>;

/** One line of a log that has to do with a handshake. */
export const LogRow = z.object({
  /** Seconds since 1970, or null where the line doesn't say. */
  at: z.number().nullable(),
  /** The log's clock: the server's own in the IIS format, UTC in all others. */
  clock: z.enum(['utc', 'server']),
  /** "101.0", "503" or "-". */
  status: z.string(),
  /** HTTPERR only. */
  reason: z.string(),
  /** Of a 101 its life, else how long the answer took; null where it isn't logged. */
  tookMs: z.number().nullable(),
  client: z.string(),
  url: z.string(),
  file: z.string(),
  meaning: LogMeaning,
});
export type LogRow = z.infer<typeof LogRow>;

/** Which rows: of a stretch of time, of one status ("503.2", or "503" with all its substatuses), of one HTTPERR reason; "" is every one. */
export const LogRowQuery = LogPlace.extend({
  range: LogRange,
  status: z.string().max(12),
  reason: z.string().max(512),
});
export type LogRowQuery = z.infer<typeof LogRowQuery>;
