import { z } from 'zod';
import { CheckState, ErrorData, Problem, ServerId } from './common';

/** `file` is a configuration on disk; `practice` the server inside the app; `windows` a real server with IIS. */
export const ServerKind = z.enum(['practice', 'file', 'windows']);

export const ServerEntry = z.object({
  id: ServerId,
  kind: ServerKind,
  name: z.string(),
  /** "loopback", the file's path, or the computer's name ("." is this one). */
  detail: z.string(),
  /** Marked by the administrator: its name stands in the frame, the title and every confirmation. */
  production: z.literal(true).optional(),
});
export type ServerEntry = z.infer<typeof ServerEntry>;

/** One line a server for the rail: worst light and a word or two ("3 broken"). */
export const ServerSummary = ServerEntry.extend({
  state: CheckState,
  note: z.string(),
});
export type ServerSummary = z.infer<typeof ServerSummary>;

export const SiteRef = z.object({
  name: z.string(),
  id: z.number().int().nullable(),
  applications: z.array(z.string()),
});

/** One part of a real server's reading. Each can fail alone, and then says why and what to do. */
export const ServerPart = z.object({
  id: z.enum(['environment', 'configuration', 'features', 'runtime', 'network', 'events']),
  title: z.string(),
  state: z.enum(['reading', 'read', 'failed']),
  /** When failed: what could not be read and why, in one sentence. */
  sentence: z.string().optional(),
  fix: z.string().optional(),
  /** What the window can do about it. */
  offer: z.enum(['elevate', 'install-management-scripts']).optional(),
});
export type ServerPart = z.infer<typeof ServerPart>;

/** The head of a page: what was read, when, and what was wrong with it. */
export const ServerOverview = z.object({
  entry: ServerEntry,
  /** Of the configuration snapshot; every answer made from it carries the same number. */
  revision: z.number().int(),
  readAt: z.string(),
  configFile: z.string(),
  /** In words: "IIS 10 practice server on loopback", "configuration file, 81 KB, CRLF". */
  description: z.string(),
  /** Why nothing can be written, or absent. */
  readOnly: z.string().optional(),
  siteCount: z.number().int(),
  poolCount: z.number().int(),
  problems: z.array(Problem),
  error: ErrorData.optional(),
  /** Real servers only: they open look-only, and are unlocked one by one, for this session. */
  access: z.object({ unlocked: z.boolean(), user: z.string().nullable() }).optional(),
  parts: z.array(ServerPart).optional(),
  /** Practice server only. */
  practice: z
    .object({
      scenario: z.string().nullable(),
      scenarios: z.array(z.object({ id: z.string(), title: z.string(), summary: z.string() })),
      clockScale: z.number(),
      /** False when another process (the command line) runs it. */
      own: z.boolean(),
    })
    .optional(),
});
export type ServerOverview = z.infer<typeof ServerOverview>;

/** What may stand in a URL's path and query (RFC 3986), and brackets, which browsers send as they are. */
const URL_PATH = /^\/(?:[\w.~!$&'()*+,;=:@/?[\]-]|%[0-9A-Fa-f]{2})*$/;

/** The socket's own address stands in no configuration; it is remembered per application. */
export const SocketAddress = z.object({
  /** With the query, where it has one; never with a fragment, which no server gets to see. */
  path: z.string().min(1).max(2048).regex(URL_PATH),
  subprotocols: z
    .array(
      z
        .string()
        .min(1)
        .max(128)
        .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/),
    )
    .max(16),
  headers: z
    .array(
      z.object({
        name: z
          .string()
          .min(1)
          .max(128)
          .regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/),
        value: z
          .string()
          .max(8192)
          .regex(/^[^\0\r\n]*$/),
      }),
    )
    .max(64),
});
export type SocketAddress = z.infer<typeof SocketAddress>;
