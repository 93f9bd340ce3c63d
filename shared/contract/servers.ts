import { z } from 'zod';
import { ObjectName } from '../model/common';
import { HandshakeOutcome, ReadinessPage } from '../model/readiness';
import { RuntimeBinding } from '../model/runtime';
import { ServerEntry, ServerOverview, ServerSummary, SiteRef, SocketAddress } from '../model/server';
import { JobId, app, call, none, server } from './shapes';

const SitesPage = z.object({ revision: z.number().int(), total: z.number().int(), sites: z.array(SiteRef) });

export const servers = {
  'app.info': call(
    none,
    z.object({ version: z.string(), dataDir: z.string(), readOnlyData: z.string().optional() }),
  ),
  'jobs.cancel': call(JobId, z.object({ cancelled: z.boolean(), why: z.string().optional() })),
  'servers.list': call(none, z.object({ servers: z.array(ServerSummary) })),
  'servers.addFile': call(z.strictObject({ path: z.string().min(1).max(4096) }), ServerEntry),
  /** "." is this computer. */
  'servers.addComputer': call(z.strictObject({ name: z.string().min(1).max(255) }), ServerEntry),
  /** Look-only until unlocked, for this session of the program. */
  'servers.setUnlocked': call(server.extend({ unlocked: z.boolean() }), none),
  /** Marks a server as Production, or takes the mark off. Not the practice server. */
  'servers.setProduction': call(server.extend({ production: z.boolean() }), none),
  'servers.remove': call(server, none),
  'servers.overview': call(server, ServerOverview),
  'servers.refresh': call(server, ServerOverview),
  /** Where a site's bindings can really be reached now, asked of the server itself. */
  'servers.listening': call(
    server.extend({ site: ObjectName }),
    z.object({ bindings: z.array(RuntimeBinding) }),
  ),
  'servers.sites': call(
    server.extend({ filter: z.string().max(260), limit: z.number().int().min(1).max(200) }),
    SitesPage,
  ),
  /** What the window opens on: the first site, and its root application's page; null where there is no site. */
  'readiness.first': call(server, z.object({ sites: SitesPage, page: ReadinessPage.nullable() })),
  'readiness.get': call(app, ReadinessPage),
  /** `echo`: sends one text message after the upgrade and waits for an answer. */
  'readiness.tryHandshake': call(app.extend({ echo: z.boolean().optional() }), HandshakeOutcome),
  'readiness.setAddress': call(app.extend({ address: SocketAddress }), none),
  /** Readiness and limits of one application to be taken along; with `before` what changed since, too. */
  'evidence.get': call(
    app.extend({ format: z.enum(['markdown', 'html', 'json']), before: z.boolean() }),
    z.object({ text: z.string(), fileName: z.string() }),
  ),
  /** What is remembered of this session to be compared with. */
  'evidence.before': call(
    app,
    z.object({ before: z.object({ at: z.string(), why: z.enum(['asked', 'setup', 'apply']) }).nullable() }),
  ),
  /** Remembers how it is now, or forgets what was remembered. */
  'evidence.setBefore': call(app.extend({ keep: z.boolean() }), none),
  'practice.loadScenario': call(z.strictObject({ scenario: z.string().max(64) }), none),
  'practice.loadFile': call(z.strictObject({ path: z.string().min(1).max(4096) }), none),
  'practice.setClock': call(z.strictObject({ scale: z.number().min(1).max(100_000) }), none),
} as const;
