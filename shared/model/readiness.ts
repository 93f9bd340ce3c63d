import { z } from 'zod';
import { CheckState, Where } from './common';
import { SocketAddress } from './server';
import { ConfigEdit } from './settings';
import { SiteFileChange } from './site-files';

/** The path of an upgrade request, always these eight and in this order. */
export const stationIds = [
  'firewall',
  'http-sys',
  'site',
  'pool',
  'module',
  'section',
  'app',
  'handshake',
] as const;
export const StationId = z.enum(stationIds);
export type StationId = z.infer<typeof StationId>;

/** Web-WebSockets itself, and what IISAdministration comes with (IIS Management Scripts and Tools). */
export const FeatureName = z.enum(['Web-WebSockets', 'Web-Scripting-Tools']);
/** As netsh calls them. */
export const HttpTimeout = z.enum(['idleconnectiontimeout', 'headerwaittimeout']);

/** Something done at run time; it has no text to diff, so it says in words what it does and whom it touches. */
export const ServerAction = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('install-feature'), feature: FeatureName }),
  z.object({ kind: z.literal('uninstall-feature'), feature: FeatureName }),
  z.object({ kind: z.literal('start-site'), site: z.string() }),
  z.object({ kind: z.literal('stop-site'), site: z.string() }),
  z.object({ kind: z.literal('start-pool'), pool: z.string() }),
  z.object({ kind: z.literal('stop-pool'), pool: z.string() }),
  z.object({ kind: z.literal('recycle-pool'), pool: z.string() }),
  /** An inbound TCP allow rule of our own name; `remove` takes only such a rule away. */
  z.object({ kind: z.literal('add-firewall-rule'), port: z.number().int().min(1).max(65_535) }),
  z.object({ kind: z.literal('remove-firewall-rule'), port: z.number().int().min(1).max(65_535) }),
  /** HTTP.sys's own, for the whole machine and all its HTTP.sys programs. */
  z.object({
    kind: z.literal('add-http-timeout'),
    timeout: HttpTimeout,
    seconds: z.number().int().min(1).max(65_535),
  }),
  z.object({ kind: z.literal('delete-http-timeout'), timeout: HttpTimeout }),
]);
export type ServerAction = z.infer<typeof ServerAction>;

/** What a new pending change asks for: an edit of configuration, a file of an application, or an action. */
export const ChangeRequest = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('config'), edit: ConfigEdit }),
  z.object({ kind: z.literal('file'), file: SiteFileChange }),
  z.object({ kind: z.literal('action'), action: ServerAction }),
]);
export type ChangeRequest = z.infer<typeof ChangeRequest>;

export const Fix = z.object({
  /** Button text: "Run ChatPool in Integrated mode". */
  title: z.string(),
  changes: z.array(ChangeRequest).min(1),
  /** Every application touched, by "site/path". */
  touches: z.array(z.string()),
  /** One sentence on the cost: "recycles ChatPool, 3 open sockets have 90 s to leave". */
  cost: z.string(),
  /** `blocks`: sockets fail without it. `advice`: keeps a pool warm and the like; never mixed with the other. */
  weight: z.enum(['blocks', 'advice']),
});
export type Fix = z.infer<typeof Fix>;

export const Evidence = z.object({
  /** Setting name, cmdlet, counter or answer: "managedPipelineMode", "GET / → 503". */
  what: z.string(),
  is: z.string(),
  shouldBe: z.string().optional(),
  /** In words: "applicationPoolDefaults", "schema default", "live handshake". */
  from: z.string(),
  where: Where.optional(),
});
export type Evidence = z.infer<typeof Evidence>;

export const Check = z.object({
  /** Stable, e.g. "pool.mode"; see electron/iis/readiness. */
  id: z.string(),
  title: z.string(),
  state: CheckState,
  /** Whether `ready` depends on it. Advice never blocks. */
  blocking: z.boolean(),
  /** What is and why it matters for WebSockets, with the names in it. */
  sentence: z.string(),
  evidence: z.array(Evidence),
  fix: Fix.optional(),
  /** Another way to the same end: a pool of its own instead of a change for every application in the shared one. */
  alternative: Fix.optional(),
});
export type Check = z.infer<typeof Check>;

export const Station = z.object({
  id: StationId,
  title: z.string(),
  state: CheckState,
  /** One or two words under the light: "Classic", "not installed", "not reached". */
  note: z.string(),
  /** Whether an upgrade gets as far as this station: false behind the first broken one. */
  reached: z.boolean(),
  checks: z.array(Check),
});
export type Station = z.infer<typeof Station>;

export const Readiness = z.object({
  site: z.string(),
  application: z.string(),
  pool: z.string().nullable(),
  /** true: no blocking check is broken or unknown; false: one is broken; null: none broken, some unknown. */
  ready: z.boolean().nullable(),
  /** The page's heading: "Chat cannot upgrade: its pool runs in Classic mode." */
  verdict: z.string(),
  /** "2 broken, 1 to look at, 1 unknown". */
  tally: z.string(),
  stations: z.array(Station).length(8),
});
export type Readiness = z.infer<typeof Readiness>;

/** How one real handshake ended; `null` status when no HTTP answer came. */
export const HandshakeOutcome = z.object({
  url: z.string(),
  at: z.string(),
  status: z.number().int().nullable(),
  statusText: z.string(),
  ms: z.number(),
  /** Whether the echo or at least the upgrade was real: 101 with the right Sec-WebSocket-Accept. */
  upgraded: z.boolean(),
  diagnosis: z.object({ id: z.string(), sentence: z.string() }),
});
export type HandshakeOutcome = z.infer<typeof HandshakeOutcome>;

export const ReadinessPage = z.object({
  revision: z.number().int(),
  readiness: Readiness,
  /** null when nothing is remembered and no preset was chosen. */
  address: SocketAddress.nullable(),
  /** `automatic` on the practice server, `asked` elsewhere; `impossible` for a plain file. */
  handshakeMode: z.enum(['automatic', 'asked', 'impossible']),
  handshake: HandshakeOutcome.nullable(),
  handshakePending: z.boolean(),
});
export type ReadinessPage = z.infer<typeof ReadinessPage>;
