import { z } from 'zod';
import { ApplyResult, ApplyStep, ChangePlan, JournalEntry, RestorePlan, UndoPlan } from '../model/changes';
import { ChangeRequest } from '../model/readiness';
import { Comparison, TimelinePoint } from '../model/timeline';
import { call, job, server } from './shapes';

export const changes = {
  'changes.get': call(server, ChangePlan),
  'changes.add': call(
    server.extend({
      requests: z.array(ChangeRequest).min(1).max(200),
      weight: z.enum(['blocks', 'advice', 'edit']),
    }),
    z.object({ revision: z.number().int(), count: z.number().int() }),
  ),
  'changes.remove': call(
    server.extend({ ids: z.array(z.string().max(64)).max(500) }),
    z.object({ revision: z.number().int(), count: z.number().int() }),
  ),
  /** What a fix would change, as a plan, without adding it. */
  'changes.preview': call(server.extend({ requests: z.array(ChangeRequest).min(1).max(200) }), ChangePlan),
  /** The pending changes as one PowerShell script that does exactly what Apply does. */
  'changes.script': call(server, z.object({ text: z.string(), fileName: z.string() })),
  'changes.apply': job(
    server.extend({ planHash: z.string().max(128) }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  'changes.undo': job(
    /** `hash` is that of the plan that was shown. */
    server.extend({ entryId: z.string().max(64), hash: z.string().max(128).optional() }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  /** What undoing an entry, with all that was applied together with it, would do to the server as it is now. */
  'changes.undoPlan': call(server.extend({ entryId: z.string().max(64) }), UndoPlan),
  /** What restoring the backup of an entry would do, and take away, now. */
  'changes.restorePlan': call(server.extend({ entryId: z.string().max(64) }), RestorePlan),
  /** `hash` is that of the plan that was shown, `typed` the server's name. */
  'changes.restore': job(
    server.extend({ entryId: z.string().max(64), hash: z.string().max(128), typed: z.string().max(260) }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  /** Points in time whose configuration can be compared, newest first. */
  'changes.timeline': call(
    server,
    z.object({
      points: z.array(TimelinePoint),
      /** What could not be listed. */ problem: z.string().optional(),
    }),
  ),
  /** `from` and `to` are ids of points; "pending" is what applying the pending list would make. */
  'changes.compare': call(server.extend({ from: z.string().max(260), to: z.string().max(260) }), Comparison),
  /** The journal of a server as a file for a change ticket. */
  'changes.export': call(
    server.extend({ format: z.enum(['markdown', 'json']) }),
    z.object({ text: z.string(), fileName: z.string() }),
  ),
  'changes.journal': call(
    server.extend({ offset: z.number().int().min(0), limit: z.number().int().min(1).max(200) }),
    z.object({ total: z.number().int(), entries: z.array(JournalEntry) }),
  ),
} as const;
