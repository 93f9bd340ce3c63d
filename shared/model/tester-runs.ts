import { z } from 'zod';
import { ConnectRequest } from './connect';
import { Diagnosis, SocketEnd } from './tester';

/** Holds a quiet socket with growing pauses and sees what cuts it when. */
export const IdleProbeRequest = z.object({
  connect: ConnectRequest,
  /** Seconds of silence, each longer than the one before. */
  pausesS: z.array(z.number().min(0.1).max(86_400)).min(1).max(50),
});
export type IdleProbeRequest = z.infer<typeof IdleProbeRequest>;

export const IdleProbeProgress = z.object({
  /** The pause that goes on, and how much of it is over, seconds. */
  pauseS: z.number(),
  quietS: z.number(),
  heldS: z.array(z.number()),
});
export type IdleProbeProgress = z.infer<typeof IdleProbeProgress>;

export const IdleProbeResult = z.object({
  /** lost: nothing ended the socket, but the server no longer hears it. */
  outcome: z.enum(['cut', 'lost', 'held', 'not-upgraded', 'stopped']),
  /** Longest silence that the socket outlived, seconds; 0 for none. */
  heldS: z.number(),
  /** After how much silence it was cut, ms; null where it wasn't. */
  cutAfterMs: z.number().nullable(),
  /** The server's own pings break the silence: the shortest time between two, ms; null where none came. */
  serverPingMs: z.number().nullable(),
  end: SocketEnd.nullable(),
  diagnosis: Diagnosis,
});
export type IdleProbeResult = z.infer<typeof IdleProbeResult>;

export const OriginTry = z.object({
  /** What was sent as Origin; null for none. */
  origin: z.string().nullable(),
  status: z.number().int().nullable(),
  upgraded: z.boolean(),
  sentence: z.string(),
});
export type OriginTry = z.infer<typeof OriginTry>;

export const OriginProbeResult = z.object({
  tries: z.array(OriginTry),
  diagnosis: Diagnosis,
});
export type OriginProbeResult = z.infer<typeof OriginProbeResult>;

export const LoadRequest = z.object({
  connect: ConnectRequest,
  connections: z.number().int().min(1).max(200_000),
  /** Sockets opened a second. */
  rate: z.number().min(0.1).max(100_000),
  /** How long all are held after the last one was opened, seconds. */
  holdS: z.number().min(0).max(86_400),
  /** Messages that each socket sends a second, and their size. */
  messages: z.number().min(0).max(10_000),
  bytes: z.number().int().min(1).max(1_000_000),
});
export type LoadRequest = z.infer<typeof LoadRequest>;

export const Latency = z.object({ p50: z.number(), p95: z.number(), p99: z.number(), max: z.number() });

export const LoadFigures = z.object({
  opened: z.number().int(),
  /** Of them, how many are open now. */
  open: z.number().int(),
  /** By HTTP status, or by how it failed without one ("timeout", "unreachable"). */
  refused: z.record(z.string(), z.number().int()),
  /** Opened sockets that ended without our doing. */
  lost: z.number().int(),
  /** Over the time in which sockets were opened. */
  openPerSecond: z.number(),
  sent: z.number().int(),
  echoed: z.number().int(),
  /** Of echoed messages, ms; null where none came back. */
  latencyMs: Latency.nullable(),
  elapsedMs: z.number(),
});
export type LoadFigures = z.infer<typeof LoadFigures>;

/** A ceiling that a load ran into: no setting, an observation. */
export const MeasuredCeiling = z.object({
  /** Sockets that were open on the site, the load's own and those that were there before. */
  value: z.number().int().min(0),
  /** How many of them were not the load's. */
  others: z.number().int().min(0),
  /** ISO 8601, UTC. */
  at: z.string().max(40),
});
export type MeasuredCeiling = z.infer<typeof MeasuredCeiling>;

export const LoadResult = LoadFigures.extend({
  /** How many sockets were open when the first was refused; null where none was. A lost one proves no ceiling. */
  ceiling: z.number().int().nullable(),
  /** Why it ended; silent: all were opened and held, but none of the messages came back. */
  stopped: z.enum(['done', 'silent', 'refused', 'lost', 'failed', 'cancelled', 'ports']),
  diagnosis: Diagnosis,
  /** Where the ceiling is remembered: the site of an open server that refused. */
  remembered: z
    .object({ serverId: z.string(), site: z.string(), application: z.string(), ceiling: MeasuredCeiling })
    .optional(),
});
export type LoadResult = z.infer<typeof LoadResult>;

/** The pauses that are worth a try, from what the settings of the server say where it is known. */
export const IdleProposal = z.object({
  site: z.string().nullable(),
  pausesS: z.array(z.number()),
  /** Why just these. */
  sentence: z.string(),
});
export type IdleProposal = z.infer<typeof IdleProposal>;

export const LoadQuestion = z.object({
  host: z.string(),
  /** Whether it must be confirmed; not on the practice server. */
  asks: z.boolean(),
  /** The site that the address leads to, where it is one of an open server, and that server's name. */
  site: z.string().nullable(),
  server: z.string().nullable(),
  /** Whether that server is marked Production. */
  production: z.boolean(),
  /** Sockets or connections it has now; null where unknown. */
  live: z.number().int().nullable(),
  /** The first ceiling known for it; null where none is known. */
  ceiling: z.object({ value: z.number().int(), setting: z.string() }).nullable(),
  /** What is advised: a tenth of the headroom, at most what was asked for. */
  suggested: z.number().int(),
  sentence: z.string(),
});
export type LoadQuestion = z.infer<typeof LoadQuestion>;
