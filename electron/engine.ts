import type { TopicPayload } from '../shared/contract';
import type { Engine } from './engine-port';
import type { SpawnHost } from './hosts/host';
import { Before } from './evidence/before';
import { Journal } from './iis/changes/journal';
import { once } from './once';
import { createDispatch } from './ipc/dispatch';
import { changeHandlers } from './ipc/handlers/changes';
import { keepHandlers } from './ipc/handlers/keep';
import { liveHandlers } from './ipc/handlers/live';
import { evidenceHandlers } from './ipc/handlers/evidence';
import { logHandlers } from './ipc/handlers/logs';
import { pageHandlers } from './ipc/handlers/pages';
import { practiceHandlers } from './ipc/handlers/practice';
import { recipeHandlers } from './ipc/handlers/recipes';
import { serverHandlers } from './ipc/handlers/servers';
import { setupHandlers } from './ipc/handlers/setup';
import { testerHandlers } from './ipc/handlers/tester';
import { topicHandlers } from './ipc/handlers/topics';
import { PracticeLink } from './servers/practice-link';
import { Servers } from './servers/servers';
import { DataFolder } from './storage/data-folder';
import type { Log } from './storage/log';

export interface EngineOptions {
  dataDir: string;
  version: string;
  spawnHost: SpawnHost;
  log: Log;
  now?: () => Date;
  /** Checks every answer against the contract: tests and development. */
  checkOutputs?: boolean;
}

type Notice = TopicPayload<'engine.notice'>;

/**
 * The composition root: everything with a domain, behind calls, topics and jobs. Runs in a utility process under the
 * window, in-process in the command line and in tests. Throws `data-folder-unusable` where nothing can be kept.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { dataDir, version, spawnHost, log, now = () => new Date(), checkOutputs = false } = options;
  const folder = new DataFolder(dataDir);
  await folder.ensure();
  const journal = new Journal({ folder, log, now, version });
  const notices = new Set<(notice: Notice) => void>();
  const notify = (level: Notice['level']) => (sentence: string) => {
    log.warn('notice', { sentence });
    for (const listener of notices) listener({ level, sentence });
  };
  const warn = notify('warning');
  const practice = new PracticeLink({ dataDir, spawnHost, log, onNotice: warn });
  const servers: Servers = new Servers({
    folder,
    journal,
    practice,
    probe: async (request) => (await testing()).tester.probe(request),
    log,
    now,
    onProblem: warn,
  });
  const measured = once(async () => {
    const { MeasuredCeilings } = await import('./servers/measured-ceilings');
    return new MeasuredCeilings(folder, warn);
  });
  // Not needed for the first page, which a launch waits for.
  const testing = once(async () => {
    const { createTesterParts } = await import('./servers/tester-parts');
    const sessions = () => servers.sessions();
    return createTesterParts({ spawnHost, folder, log, now, warn, sessions, measured: await measured() });
  });
  const before = new Before();
  const changes = changeHandlers(servers, version, before);
  const tester = testerHandlers(testing);
  const keep = keepHandlers({ testing, folder, onProblem: warn });
  const recipes = recipeHandlers(servers);
  const live = liveHandlers(servers, log);
  const logs = logHandlers(servers);
  const dispatch = createDispatch({
    log,
    checkOutputs,
    handlers: {
      calls: {
        'app.info': () => Promise.resolve({ version, dataDir }),
        ...serverHandlers(servers, practice),
        ...pageHandlers(servers, measured),
        ...changes.calls,
        ...recipes.calls,
        ...live.calls,
        ...setupHandlers(servers, before),
        ...evidenceHandlers(servers, before),
        ...logs.calls,
        ...practiceHandlers(servers, practice),
        ...tester.calls,
        ...keep.calls,
      },
      jobs: { ...changes.jobs, ...recipes.jobs, ...logs.jobs, ...tester.jobs, ...keep.jobs },
      topics: { ...topicHandlers(servers, testing, notices), ...live.topics },
    },
  });
  return {
    ...dispatch,
    async dispose() {
      await logs.dispose();
      await servers.dispose();
      const tester = testing.made()?.then((parts) => parts.tester.dispose());
      await Promise.allSettled([tester, practice.dispose()]);
    },
  };
}
