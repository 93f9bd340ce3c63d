import { journalJson, journalMarkdown } from '../../iis/changes/journal-export';
import type { Before } from '../../evidence/before';
import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

type CallNames =
  | 'changes.get'
  | 'changes.add'
  | 'changes.remove'
  | 'changes.preview'
  | 'changes.script'
  | 'changes.journal'
  | 'changes.undoPlan'
  | 'changes.restorePlan'
  | 'changes.timeline'
  | 'changes.compare'
  | 'changes.export';

/** Pending changes, their plan, and what was ever applied. */
export function changeHandlers(
  servers: Servers,
  version: string,
  before: Before,
): {
  calls: Pick<Handlers['calls'], CallNames>;
  jobs: Pick<Handlers['jobs'], 'changes.apply' | 'changes.undo' | 'changes.restore'>;
} {
  return {
    calls: {
      'changes.get': async ({ serverId }) => (await servers.get(serverId)).changes.get(),
      'changes.add': async ({ serverId, requests, weight }) =>
        (await servers.get(serverId)).changes.add(requests, weight),
      'changes.remove': async ({ serverId, ids }) => (await servers.get(serverId)).changes.remove(ids),
      'changes.preview': async ({ serverId, requests }) =>
        (await servers.get(serverId)).changes.preview(requests),
      'changes.script': async ({ serverId }) => {
        const { changes, session } = await servers.get(serverId);
        const material = await changes.forScript();
        const { copyScript } = await import('../../gateways/powershell/copy-script/copy-script');
        const at = new Date().toISOString();
        const text = copyScript({ ...material, serverName: session.entry.name, at, version });
        return { text, fileName: `iis-switchboard-${at.slice(0, 19).replaceAll(':', '-')}.ps1` };
      },
      'changes.journal': async ({ serverId, offset, limit }) =>
        (await servers.get(serverId)).changes.journal(offset, limit),
      'changes.undoPlan': async ({ serverId, entryId }) =>
        (await servers.get(serverId)).changes.undoPlan(entryId),
      'changes.restorePlan': async ({ serverId, entryId }) =>
        (await servers.get(serverId)).changes.restorePlan(entryId),
      'changes.timeline': async ({ serverId }) => (await servers.get(serverId)).changes.timeline(),
      'changes.compare': async ({ serverId, from, to }) =>
        (await servers.get(serverId)).changes.compare(from, to),
      'changes.export': async ({ serverId, format }) => {
        const { changes, session } = await servers.get(serverId);
        const entries = await changes.wholeJournal();
        const text = format === 'json' ? journalJson(entries) : journalMarkdown(session.entry.name, entries);
        const day = new Date().toISOString().slice(0, 10);
        return { text, fileName: `iis-switchboard-journal-${day}.${format === 'json' ? 'json' : 'md'}` };
      },
    },
    jobs: {
      'changes.apply': async ({ serverId, planHash }, job) => {
        const open = await servers.get(serverId);
        await before.beforeApply(open);
        return open.changes.apply(planHash, (steps) => job.progress({ steps }), job.signal);
      },
      'changes.restore': async ({ serverId, entryId, hash, typed }, job) =>
        (await servers.get(serverId)).changes.restore(
          { entryId, previewed: hash, typed },
          (steps) => job.progress({ steps }),
          job.signal,
        ),
      'changes.undo': async ({ serverId, entryId, hash }, job) =>
        (await servers.get(serverId)).changes.undo(
          entryId,
          hash,
          (steps) => job.progress({ steps }),
          job.signal,
        ),
    },
  };
}
