import { z } from 'zod';

/** Round trips of one kind; a point stands for those of a stretch of time. */
export const RoundTripSeries = z.object({
  count: z.number().int(),
  minMs: z.number(),
  medianMs: z.number(),
  p95Ms: z.number(),
  maxMs: z.number(),
  /** `at` is ms since the connect call. */
  points: z.array(z.object({ at: z.number(), medianMs: z.number(), maxMs: z.number() })),
});
export type RoundTripSeries = z.infer<typeof RoundTripSeries>;

export const RoundTrips = z.object({
  /** From a ping to the pong with its very payload, where only one such ping was waiting. */
  pings: RoundTripSeries.nullable(),
  /** From a message to the first one with its very bytes that came back, where only one such message was waiting. */
  echoes: RoundTripSeries.nullable(),
});
export type RoundTrips = z.infer<typeof RoundTrips>;
