import { z } from 'zod';
import { ConfigTarget, Where } from './common';

export const SettingType = z.enum(['bool', 'uint', 'timeSpan', 'enum', 'string', 'flags']);
export type SettingType = z.infer<typeof SettingType>;

/** uint → number, bool → boolean, everything else → text (timeSpan as [d.]hh:mm:ss, enum by name). */
export const SettingScalar = z.union([z.string(), z.number(), z.boolean()]);
export type SettingScalar = z.infer<typeof SettingScalar>;

/**
 * Where an effective value comes from, weakest first. `defaults` is an element such as applicationPoolDefaults,
 * siteDefaults or a site's own applicationDefaults; `location` is a <location> of applicationHost.config.
 */
export const SettingLayer = z.enum([
  'schema default',
  'defaults',
  'applicationHost.config',
  'location',
  'web.config',
]);

export const SettingSource = z.object({
  layer: SettingLayer,
  /** In words for a table cell: "schema default", "applicationPoolDefaults", "location Chat/api", "web.config of /". */
  label: z.string(),
  where: Where.optional(),
});
export type SettingSource = z.infer<typeof SettingSource>;

export const SettingValue = z.object({
  /** IIS name below its object: `processModel.idleTimeout`, `limits.maxConnections`, `webSocket.enabled`. */
  name: z.string(),
  /** Full place: `system.applicationHost/applicationPools/add/processModel@idleTimeout`. */
  path: z.string(),
  type: SettingType,
  /** null when unknown; `unknown` then says why and what would settle it. */
  value: SettingScalar.nullable(),
  unknown: z.string().optional(),
  source: SettingSource.nullable(),
  /** Whether web.config may set it: true locked, false open, null when not known. Always true for AppHostOnly sections. */
  locked: z.boolean().nullable(),
  default: SettingScalar,
  /** In words, with the unit: "60 s to 30 days in steps of 60 s; 0 turns it off". */
  range: z.string(),
  unit: z.string().optional(),
  /** Allowed names of an enum or of flags. */
  choices: z.array(z.string()).optional(),
  summary: z.string(),
});
export type SettingValue = z.infer<typeof SettingValue>;

/** An element of a configuration collection, e.g. `<remove name="WebSocketModule" />` in modules of a location. */
export const ElementRef = z.object({
  /** Location path; absent = the section outside every location. "" is the `<location path="">` block. */
  location: z.string().max(2048).optional(),
  section: z.string().max(256),
  element: z.enum(['add', 'remove', 'clear']),
  attributes: z.record(z.string(), z.string()),
});
export type ElementRef = z.infer<typeof ElementRef>;

/** What can be changed in a configuration file. Values are text as typed; they are checked against type and range. */
export const ConfigEdit = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('set'),
    target: ConfigTarget,
    setting: z.string().max(256),
    value: z.string().max(4096),
  }),
  z.object({ kind: z.literal('reset'), target: ConfigTarget, setting: z.string().max(256) }),
  z.object({ kind: z.literal('add-element'), ref: ElementRef }),
  z.object({ kind: z.literal('remove-element'), ref: ElementRef }),
]);
export type ConfigEdit = z.infer<typeof ConfigEdit>;
