import type { Servers } from '../../servers/servers';
import { once } from '../../once';
import type { Handlers } from '../handler-types';

type Calls = 'logs.sources' | 'logs.rows';
type Jobs = 'logs.scan' | 'logs.export';

/** Logs: where they lie, the scan, its rows, their export. All of it is loaded when the page is first opened. */
export function logHandlers(servers: Servers): {
  calls: Pick<Handlers['calls'], Calls>;
  jobs: Pick<Handlers['jobs'], Jobs>;
  dispose: () => Promise<void>;
} {
  const load = once(async () => {
    const { LogService } = await import('../../servers/logs');
    return new LogService((id) => servers.get(id));
  });
  return {
    calls: {
      'logs.sources': async ({ serverId, site }) => (await load()).sources(serverId, site),
      'logs.rows': async ({ offset, limit, ...query }) => (await load()).rows(query, offset, limit),
    },
    jobs: {
      'logs.scan': async (input, job) => (await load()).scan(input, job.progress, job.signal),
      'logs.export': async ({ file, ...query }, job) =>
        (await load()).export(query, file, job.progress, job.signal),
    },
    dispose: async () => (await load.made())?.dispose(),
  };
}
