import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

type CallNames = 'changes.get' | 'changes.add' | 'changes.remove' | 'changes.preview' | 'changes.journal';

/** Pending changes, their plan, and what was ever applied. */
export function changeHandlers(servers: Servers): {
  calls: Pick<Handlers['calls'], CallNames>;
  jobs: Handlers['jobs'];
} {
  return {
    calls: {
      'changes.get': async ({ serverId }) => (await servers.get(serverId)).changes.get(),
      'changes.add': async ({ serverId, requests, weight }) =>
        (await servers.get(serverId)).changes.add(requests, weight),
      'changes.remove': async ({ serverId, ids }) => (await servers.get(serverId)).changes.remove(ids),
      'changes.preview': async ({ serverId, requests }) =>
        (await servers.get(serverId)).changes.preview(requests),
      'changes.journal': async ({ serverId, offset, limit }) =>
        (await servers.get(serverId)).changes.journal(offset, limit),
    },
    jobs: {
      'changes.apply': async ({ serverId, planHash }, job) =>
        (await servers.get(serverId)).changes.apply(planHash, (steps) => job.progress({ steps }), job.signal),
      'changes.undo': async ({ serverId, entryId }, job) =>
        (await servers.get(serverId)).changes.undo(entryId, (steps) => job.progress({ steps }), job.signal),
    },
  };
}
