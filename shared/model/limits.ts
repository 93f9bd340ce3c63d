import { z } from 'zod';
import { ConfigTarget } from './common';
import { SettingSource } from './settings';

/** One ceiling a socket meets. `value` null = unlimited; `holds` says whether it bounds sockets or only bursts. */
export const LimitRung = z.object({
  id: z.string(),
  title: z.string(),
  note: z.string(),
  value: z.number().nullable(),
  unknown: z.string().optional(),
  bounds: z.enum(['sockets', 'bursts']),
  source: SettingSource.nullable(),
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
  cuts: z.enum(['silent', 'all', 'none']),
  source: SettingSource.nullable(),
  target: ConfigTarget,
  setting: z.string(),
});
export type LifetimeCut = z.infer<typeof LifetimeCut>;

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
  /** Live counts; null where run-time state is unknown. */
  sockets: z.number().int().nullable(),
  connections: z.number().int().nullable(),
  refused: z.number().int().nullable(),
});
export type LimitsPage = z.infer<typeof LimitsPage>;
