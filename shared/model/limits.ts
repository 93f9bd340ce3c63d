import { z } from 'zod';
import { ConfigTarget } from './common';
import { ChangeRequest } from './readiness';
import { SettingSource } from './settings';
import { MeasuredCeiling } from './tester-runs';

/** One ceiling a socket meets. `value` null = unlimited; `holds` says whether it bounds sockets or only bursts. */
export const LimitRung = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string(),
  value: z.number().nullable(),
  unknown: z.string().optional(),
  /** Where `value` is unknown: what it is at the least. */
  atLeast: z.number().optional(),
  bounds: z.enum(['sockets', 'bursts']),
  source: SettingSource.nullable(),
  /** Where it comes from if no configuration says it: "Windows' default, not read". */
  from: z.string().optional(),
  /** How the number is made, a line each. */
  arithmetic: z.array(z.string()),
  /** What to edit to move it. */
  target: ConfigTarget,
  setting: z.string(),
  problem: z.string().optional(),
});
export type LimitRung = z.infer<typeof LimitRung>;

/** Something that ends a socket: after silence, or whatever it does. */
export const LifetimeCut = z.object({
  id: z.string(),
  title: z.string(),
  sentence: z.string(),
  /** Seconds after which it cuts; null = never under this configuration. */
  afterS: z.number().nullable(),
  /** In words where no number of seconds can say it: "after 10,000 requests", "unknown: <reason>". Then afterS is null. */
  when: z.string().optional(),
  /** Seconds after which it cuts at the latest, where `when` is a time of a clock that isn't read. */
  withinS: z.number().optional(),
  /** Seconds that a socket then still has to leave; null = not known. */
  leaveS: z.number().nullable(),
  cuts: z.enum(['silent', 'all', 'none']),
  source: SettingSource.nullable(),
  from: z.string().optional(),
  arithmetic: z.array(z.string()),
  target: ConfigTarget,
  setting: z.string(),
});
export type LifetimeCut = z.infer<typeof LifetimeCut>;

/** How long a socket that opens now lives at the most. */
export const Life = z.object({
  /** Seconds of the server's own time; null = nothing that is known ends it. */
  untilS: z.number().nullable(),
  /** The cut that ends it. */
  cut: z.string().nullable(),
  /** Why it may end before. */
  unknown: z.string().optional(),
});
export type Life = z.infer<typeof Life>;

export const LimitsPage = z.object({
  revision: z.number().int(),
  site: z.string(),
  application: z.string(),
  /** "Chat holds 5,000 sockets, though its limit says unlimited." */
  heading: z.string(),
  sub: z.string(),
  /** Lowest first. */
  rungs: z.array(LimitRung),
  cuts: z.array(LifetimeCut),
  lives: z.object({ silent: Life, talking: Life }),
  /** Live counts; null where run-time state is unknown. */
  sockets: z.number().int().nullable(),
  connections: z.number().int().nullable(),
  refused: z.number().int().nullable(),
  /** Where a load from here was last refused. */
  measured: MeasuredCeiling.optional(),
});
export type LimitsPage = z.infer<typeof LimitsPage>;

/** What an expected number of sockets does to one rung. */
export const PlanStep = z.object({
  /** Id of the rung. */
  rung: z.string(),
  title: z.string(),
  /** `breaks`: too low. `advice`: holds, but should be raised. `unknown`: can't be told. */
  kind: z.enum(['breaks', 'advice', 'unknown']),
  /** "appConcurrentRequestLimit 5,000 → 25,000" */
  sentence: z.string(),
  arithmetic: z.array(z.string()),
  /** None where nothing in the configuration moves it. */
  changes: z.array(ChangeRequest),
});
export type PlanStep = z.infer<typeof PlanStep>;

export const LimitsPlan = z.object({
  revision: z.number().int(),
  site: z.string(),
  application: z.string(),
  sockets: z.number().int(),
  verdict: z.string(),
  /** Whether so many sockets can be open; null where that isn't known. */
  holds: z.boolean().nullable(),
  steps: z.array(PlanStep),
});
export type LimitsPlan = z.infer<typeof LimitsPlan>;
