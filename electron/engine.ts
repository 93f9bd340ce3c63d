import type { TopicPayload } from '../shared/contract';
import type { Engine } from './engine-port';
import type { SpawnHost } from './hosts/host';
import { Before } from './evidence/before';
import { Journal } from './iis/changes/journal';
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
import { LoadAsker } from './servers/load-asker';
import { MeasuredCeilings } from './servers/measured-ceilings';
import { PracticeLink } from './servers/practice-link';
import { Servers } from './servers/servers';
import { SocketExplainer } from './servers/socket-explainer';
import { TesterRuns } from './servers/tester-runs';
import { DataFolder } from './storage/data-folder';
import type { Log } from './storage/log';
import { SavedMessages } from './websocket/saved-messages';
import { TesterClient } from './websocket/tester-client';

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
  const practice = new PracticeLink({ dataDir, spawnHost, log, onNotice: notify('warning') });
  const tester = new TesterClient({ spawnHost, log, onDied: notify('warning') });
  const servers = new Servers({
    folder,
    journal,
    practice,
    probe: (request) => tester.probe(request),
    log,
    now,
    onProblem: notify('warning'),
  });
  const explainer = new SocketExplainer(() => servers.sessions());
  const measured = new MeasuredCeilings(folder, notify('warning'));
  const asker = new LoadAsker(() => servers.sessions());
  const before = new Before();
  const changes = changeHandlers(servers, version, before);
  const testing = testerHandlers({
    tester,
    explainer,
    saved: new SavedMessages(folder, notify('warning')),
    asker,
    runs: new TesterRuns({ asker, explainer, measured, now }),
  });
  const keep = keepHandlers({ tester, folder, onProblem: notify('warning') });
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
        ...testing.calls,
        ...keep.calls,
      },
      jobs: { ...changes.jobs, ...recipes.jobs, ...logs.jobs, ...testing.jobs, ...keep.jobs },
      topics: { ...topicHandlers(servers, tester, explainer, notices), ...live.topics },
    },
  });
  return {
    ...dispatch,
    async dispose() {
      await logs.dispose();
      await servers.dispose();
      await Promise.allSettled([tester.dispose(), practice.dispose()]);
    },
  };
}
