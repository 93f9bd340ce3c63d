import { z } from 'zod';
import { FileDiff } from './changes';

/** A point in time of a server's configuration. */
export const TimelinePoint = z.object({
  /** "now", "pending", "before:ENTRY", "history:NAME", "backup:NAME"; to be given to `changes.compare`. */
  id: z.string(),
  /** `applied` is an entry of the journal, `outside` a gap in which somebody else wrote. */
  kind: z.enum(['now', 'applied', 'outside', 'history', 'backup']),
  /** ISO, UTC; empty for now. Of a gap: the time before which it was written, or after which, when it is the last. */
  at: z.string(),
  title: z.string(),
  by: z.string().optional(),
  sentence: z.string().optional(),
  /** Whether its configuration is kept; that of an entry is the one it replaced. */
  comparable: z.boolean(),
});
export type TimelinePoint = z.infer<typeof TimelinePoint>;

/** Effective values that differ. null: unknown; absent: no such object or value. */
export const ValueDiff = z.object({
  rows: z.array(
    z.object({
      /** "processModel.idleTimeout", "bindings"; empty where the object itself came or went. */
      setting: z.string(),
      before: z.string().nullable().optional(),
      after: z.string().nullable().optional(),
      /** The first fifty. */
      objects: z.array(z.string()),
      count: z.number().int(),
    }),
  ),
  /** Differences that are in none of the rows, because there were too many. */
  left: z.number().int(),
});
export type ValueDiff = z.infer<typeof ValueDiff>;

export const Comparison = z.object({
  from: z.string(),
  to: z.string(),
  values: ValueDiff,
  lines: FileDiff,
});
export type Comparison = z.infer<typeof Comparison>;
