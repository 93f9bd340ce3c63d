import { z } from 'zod';
import * as machine from '../../../shared/model/machine';
import { PartFailure as KnownFailure } from '../../../shared/model/machine';
import { ObjectState } from '../../../shared/model/runtime';
import { failureOf, RawFailure } from './script-failure';

const RawPartFailure = z.object({ part: z.string(), error: RawFailure });

/**
 * One part of an answer that could not be read, by a code of shared/errors.ts; the other parts stand. A script sends
 * what ConvertTo-SwbFailure makes, { part, error }; the code is found here, by the same table as for whole calls.
 */
export const PartFailure = z.preprocess((value) => {
  const raw = RawPartFailure.safeParse(value);
  return raw.success ? { part: raw.data.part, ...failureOf(raw.data.error) } : value;
}, KnownFailure);
export type PartFailure = z.infer<typeof PartFailure>;

export const Environment = machine.Environment.extend({ failures: z.array(PartFailure) });
export const Network = machine.Network.extend({ failures: z.array(PartFailure) });

/** A file's bytes in pieces of at most 1 MB, base64; secrets in it are asterisks by then (`masked` counts them). */
export const FilePart = z.object({
  role: z.enum(['applicationHost', 'redirection', 'web']),
  /** "Site", "Site/app", "Site/app/folder"; empty but for web.config. */
  iisPath: z.string(),
  path: z.string(),
  /** SHA-256 (lower hex) of the whole file as it stands on the server, before anything was masked. */
  hash: z.string(),
  size: z.number(),
  modified: z.string(),
  masked: z.number(),
  index: z.number().int(),
  count: z.number().int(),
  base64: z.string(),
});
export const UnreadablePart = z.object({
  role: z.literal('unreadable'),
  iisPath: z.string(),
  path: z.string(),
  code: z.string(),
  reason: z.string(),
});
export const ConfigurationPart = z.discriminatedUnion('role', [FilePart, UnreadablePart]);
export type ConfigurationPart = z.infer<typeof ConfigurationPart>;
export const ConfigurationDone = z.object({
  /** Of the applicationHost.config in force: elsewhere than usual in shared configuration. */
  path: z.string(),
  redirected: z.boolean(),
});

export const Feature = z.object({
  name: z.string(),
  /** Available, Installed, UninstallPending, InstallPending, NotPresent, Removed, Unknown. */
  state: z.enum([
    'Available',
    'Installed',
    'UninstallPending',
    'InstallPending',
    'NotPresent',
    'Removed',
    'Unknown',
  ]),
});
export const Features = z.object({
  /** Which API answered: role services of a server, or optional features of a client Windows. */
  kind: z.enum(['server', 'client']),
  features: z.array(Feature),
});
export type Features = z.infer<typeof Features>;

const state = z.object({ state: ObjectState, error: z.string().nullable() });
export const Runtime = z.object({
  /** Status of W3SVC, WAS and HTTP: "Running", "Stopped" …; null where there is no such service. */
  services: z.record(z.string(), z.string().nullable()),
  sites: z.array(state.extend({ name: z.string(), id: z.number() })),
  pools: z.array(
    state.extend({
      name: z.string(),
      workers: z.array(z.object({ pid: z.number(), started: z.string().nullable() })),
    }),
  ),
  /** Raw values; rates are deltas over `perfTime`. null: the performance classes are missing. */
  counters: z
    .object({
      /** Win32_PerfRawData_W3SVC_WebService by instance (site name, _Total). */
      sites: z.array(z.object({ name: z.string(), currentConnections: z.number(), attempts: z.number() })),
      /** …W3SVCW3WP by instance "<pid>_<pool>". */
      workers: z.array(
        z.object({
          name: z.string(),
          sockets: z.number(),
          socketAttempts: z.number(),
          socketsAccepted: z.number(),
          socketsRejected: z.number(),
          activeRequests: z.number(),
        }),
      ),
      queues: z.array(z.object({ name: z.string(), size: z.number(), rejected: z.number() })),
      pools: z.array(
        z.object({ name: z.string(), recycles: z.number(), workers: z.number(), state: z.number() }),
      ),
    })
    .nullable(),
  /** Time and size of the configuration in force; another one means that it has to be read again. */
  configStamp: z.string(),
  at: z.string(),
  failures: z.array(PartFailure),
});
export type Runtime = z.infer<typeof Runtime>;

export const Events = z.object({ events: z.array(machine.PoolEvent), failures: z.array(PartFailure) });

/** What IIS itself says of one section at one place. Values as text, enums by name, time spans as [d.]hh:mm:ss. */
export const SectionAnswer = z.object({
  section: z.string(),
  attributes: z.record(z.string(), z.string()),
  overrideModeEffective: z.string(),
  isLocked: z.boolean(),
  error: z.string().nullable(),
});
export type SectionAnswer = z.infer<typeof SectionAnswer>;
