import type { DataFolder } from '../../storage/data-folder';
import type { TesterParts } from '../../servers/tester-parts';
import type { Handlers } from '../handler-types';

type Names =
  'tester.command' | 'tester.import' | 'tester.collections' | 'tester.collect' | 'tester.uncollect';
type JobNames = 'tester.export' | 'tester.openSaved';

interface Parts {
  testing: () => Promise<TesterParts>;
  folder: DataFolder;
  onProblem: (sentence: string) => void;
}

/** Needed when something is taken along or brought back only, which a launch need not wait for. */
const load = () => import('../../websocket/keep/keep');

/** Sessions, requests and commands that are kept: files of the Tester. */
export function keepHandlers({ testing, folder, onProblem }: Parts): {
  calls: Pick<Handlers['calls'], Names>;
  jobs: Pick<Handlers['jobs'], JobNames>;
} {
  const collections = async () => new (await load()).Collections(folder, onProblem);
  return {
    calls: {
      'tester.command': async ({ tool, ...asked }) => (await load()).toolCommand(tool, asked),
      'tester.import': async ({ path }) => (await load()).importFile(path),
      'tester.collections': async () => ({ collections: await (await collections()).list() }),
      'tester.collect': async ({ collection, request, secrets }) => {
        await (await collections()).add(collection, request, secrets);
        return {};
      },
      'tester.uncollect': async ({ collection, name }) => {
        await (await collections()).remove(collection, name);
        return {};
      },
    },
    jobs: {
      'tester.export': async ({ sessionId, ...asked }, job) =>
        (await load()).exportSession((await testing()).tester.source(sessionId), asked, job),
      'tester.openSaved': async ({ path }, job) =>
        (await load()).openSaved((await testing()).tester, path, job),
    },
  };
}
