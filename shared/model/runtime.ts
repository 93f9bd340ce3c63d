import { z } from 'zod';
import { Problem } from './common';

/** IIS's own words for the state of a site or pool (rscaext.xml), read at run time, never from a file. */
export const ObjectState = z.enum(['Starting', 'Started', 'Stopping', 'Stopped', 'Unknown']);
export type ObjectState = z.infer<typeof ObjectState>;

export const RuntimeBinding = z.object({
  protocol: z.string(),
  /** As configured: "*:80:chat.example". */
  bindingInformation: z.string(),
  /** Where it can really be reached now; null when nothing listens. */
  url: z.string().nullable(),
  /** The Host header a request to `url` must carry, where the binding has a host name that needn't resolve here. */
  hostHeader: z.string().optional(),
  /** Why it listens elsewhere or not at all: "port 80 was taken". */
  note: z.string().optional(),
});

export const RuntimeSite = z.object({
  name: z.string(),
  state: ObjectState,
  bindings: z.array(RuntimeBinding),
  /** Open connections and, among them, open WebSockets; null where the server does not tell. */
  connections: z.number().int().nullable(),
  sockets: z.number().int().nullable(),
  /** Connections refused with 503 because limits.maxConnections was reached, since start. */
  refused: z.number().int().nullable(),
});

export const RuntimePool = z.object({
  name: z.string(),
  state: ObjectState,
  sockets: z.number().int().nullable(),
  /** Seconds of the server's own time since its worker process started; null: none runs. Absent: not told. */
  workerAgeS: z.number().nullable().optional(),
});

/** Run-time state of one server at one moment. Absent for a plain file: there it is unknown. */
export const RuntimeState = z.object({
  /** Counts up with every change that a page should show. */
  revision: z.number().int(),
  at: z.string(),
  /** Whether the Web-WebSockets role service is installed. */
  feature: z.enum(['Installed', 'Available', 'InstallPending', 'Removed', 'Unknown']),
  /** Status of W3SVC, WAS and HTTP ("Running"); null where there is no such service; absent: this server has none. */
  services: z.record(z.string(), z.string().nullable()).optional(),
  /** The server's own clock at `at`: seconds since its midnight, and how many times as fast as ours it runs. */
  clock: z.object({ timeOfDayS: z.number(), speed: z.number() }).optional(),
  sites: z.array(RuntimeSite),
  pools: z.array(RuntimePool),
  /** Why the server can't obey its configuration as it is now; it goes on with the last sound one. */
  problem: Problem.optional(),
});
export type RuntimeSite = z.infer<typeof RuntimeSite>;
export type RuntimePool = z.infer<typeof RuntimePool>;
export type RuntimeState = z.infer<typeof RuntimeState>;
