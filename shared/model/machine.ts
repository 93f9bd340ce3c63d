import { z } from 'zod';

/** One part of an answer that could not be read, by a code of shared/errors.ts; the other parts stand. */
export const PartFailure = z.object({
  part: z.string(),
  code: z.string(),
  message: z.string(),
  /** What to do about it. */
  fix: z.string().optional(),
});
export type PartFailure = z.infer<typeof PartFailure>;

export const Environment = z.object({
  computerName: z.string(),
  os: z.string(),
  /** "10.0.17763" */
  build: z.string(),
  /** Win32_OperatingSystem.ProductType: 1 is a client Windows. */
  client: z.boolean(),
  user: z.string(),
  /** null: could not be told. */
  elevated: z.boolean().nullable(),
  psVersion: z.string(),
  iis: z.object({ installed: z.boolean(), version: z.string().nullable() }),
  managementScripts: z.boolean(),
  /** Version, or null where it is not there. */
  components: z.object({
    arr: z.string().nullable(),
    urlRewrite: z.string().nullable(),
    iisnode: z.string().nullable(),
    aspNetCoreModule: z.string().nullable(),
    httpPlatformHandler: z.string().nullable(),
    /** The file of WebSocketModule, whatever the configuration says of it. */
    webSocketModule: z.string().nullable(),
  }),
  /** MaxConcurrentRequestsPerCPU of the registry or aspnet.config; null = not set there. */
  aspNetConcurrentRequestsPerCpu: z.number().nullable(),
  /** Logical ones, as a process there counts them; absent: not read. */
  processors: z.number().int().positive().optional(),
  clock: z.object({
    utc: z.string(),
    offsetMinutes: z.number(),
    zone: z.string(),
    daylightSaving: z.boolean(),
  }),
  restartPending: z.boolean().nullable(),
  failures: z.array(PartFailure),
});
export type Environment = z.infer<typeof Environment>;

export const FirewallRule = z.object({
  name: z.string(),
  displayName: z.string(),
  enabled: z.boolean(),
  action: z.string(),
  profiles: z.array(z.string()),
  protocol: z.string(),
  /** "443", "5000-5010", "Any" … as the filter has them. */
  ports: z.array(z.string()),
  fromGroupPolicy: z.boolean(),
});
export const Network = z.object({
  rules: z.array(FirewallRule),
  profiles: z.array(
    z.object({
      name: z.string(),
      enabled: z.boolean(),
      defaultInbound: z.string(),
      localRules: z.boolean().nullable(),
      inForce: z.boolean(),
    }),
  ),
  /** Seconds, of `netsh http show timeout`; null: could not be told. */
  httpTimeouts: z.object({ idleConnection: z.number().nullable(), headerWait: z.number().nullable() }),
  certificates: z.array(
    z.object({
      site: z.string(),
      bindingInformation: z.string(),
      subject: z.string().nullable(),
      notAfter: z.string().nullable(),
      error: z.string().nullable(),
    }),
  ),
  failures: z.array(PartFailure),
});
export type Network = z.infer<typeof Network>;

/** What IIS itself says of one attribute at one place. */
export const IisAnswer = z.object({
  /** "webSocket.enabled" */
  setting: z.string(),
  /** As text; null: IIS could not say, and `error` why. */
  value: z.string().nullable(),
  locked: z.boolean().nullable(),
  error: z.string().optional(),
});
export type IisAnswer = z.infer<typeof IisAnswer>;

/** What WAS wrote down of worker processes: recycles, crashes, rapid-fail protection; by id, never by text. */
export const PoolEvent = z.object({
  id: z.number(),
  at: z.string(),
  provider: z.string(),
  pool: z.string().nullable(),
});
export type PoolEvent = z.infer<typeof PoolEvent>;
