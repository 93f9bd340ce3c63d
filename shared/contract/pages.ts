import { z } from 'zod';
import { ConfigTarget } from '../model/common';
import { ObjectDetail, PoolRow, SiteRow } from '../model/inventory';
import { LimitsPage, LimitsPlan } from '../model/limits';
import { LiveHistory, LiveRequests, LiveRow, LiveSubject } from '../model/live';
import { app, call, range, server } from './shapes';

export const pages = {
  'inventory.sites': call(
    server.extend(range),
    z.object({
      revision: z.number().int(),
      total: z.number().int(),
      all: z.number().int(),
      rows: z.array(SiteRow),
    }),
  ),
  'inventory.pools': call(
    server.extend(range),
    z.object({
      revision: z.number().int(),
      total: z.number().int(),
      all: z.number().int(),
      rows: z.array(PoolRow),
    }),
  ),
  'inventory.detail': call(server.extend({ target: ConfigTarget }), ObjectDetail),
  /** `hopS`: seconds of silence after which something in front cuts, of which the server's configuration doesn't tell. */
  'limits.get': call(
    app.extend({ hopS: z.number().int().min(1).max(604_800).nullable().optional() }),
    LimitsPage,
  ),
  /** What an expected number of sockets does to the ceilings, and the changes that raise them. */
  'limits.plan': call(app.extend({ sockets: z.number().int().min(1).max(4_294_967_295) }), LimitsPlan),
  /** What was read in this session of the server, a site or a pool, over the last `windowS` seconds. */
  'live.history': call(
    server.extend({ subject: LiveSubject, windowS: z.number().int().min(60).max(86_400) }),
    LiveHistory,
  ),
  'live.rows': call(
    server.extend({ kind: z.enum(['sites', 'pools']), ...range }),
    z.object({
      revision: z.number().int(),
      total: z.number().int(),
      all: z.number().int(),
      rows: z.array(LiveRow),
    }),
  ),
  /** The open requests of the server, a site or a pool, read now and capped. */
  'live.requests': call(server.extend({ subject: LiveSubject }), LiveRequests),
} as const;
