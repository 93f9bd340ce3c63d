import { z } from 'zod';
import { Problem } from './common';
import { ObjectState } from './runtime';
import { SettingSource, SettingValue } from './settings';

/** A cell that shows an effective value: text as shown, where it comes from, whether it is the default. */
export const Cell = z.object({ text: z.string(), source: SettingSource.nullable(), isDefault: z.boolean() });
export type Cell = z.infer<typeof Cell>;

export const SiteRow = z.object({
  name: z.string(),
  id: z.number().int().nullable(),
  pool: z.string().nullable(),
  state: ObjectState.nullable(),
  bindings: z.string(),
  sockets: z.number().int().nullable(),
  webSocket: Cell,
  webSocketLocked: z.boolean().nullable(),
  maxConnections: Cell,
  connectionTimeout: Cell,
  problem: z.string().optional(),
});
export type SiteRow = z.infer<typeof SiteRow>;

export const PoolRow = z.object({
  name: z.string(),
  state: ObjectState.nullable(),
  applications: z.number().int(),
  sockets: z.number().int().nullable(),
  pipelineMode: Cell,
  runtimeVersion: Cell,
  startMode: Cell,
  idleTimeout: Cell,
  periodicRestart: Cell,
  queueLength: Cell,
  problem: z.string().optional(),
});
export type PoolRow = z.infer<typeof PoolRow>;

export const ObjectDetail = z.object({
  title: z.string(),
  subtitle: z.string(),
  settings: z.array(SettingValue),
  problems: z.array(Problem),
  /** Applications touched when this object changes, as "site/path". */
  applications: z.array(z.string()),
});
export type ObjectDetail = z.infer<typeof ObjectDetail>;
