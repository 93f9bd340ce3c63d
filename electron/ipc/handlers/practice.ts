import type { PracticeLink } from '../../servers/practice-link';
import { PRACTICE } from '../../servers/server-list';
import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

type Names = 'practice.loadScenario' | 'practice.loadFile' | 'practice.setClock';

/** What can be asked of the practice server only. */
export function practiceHandlers(servers: Servers, practice: PracticeLink): Pick<Handlers['calls'], Names> {
  const readAgain = async (): Promise<void> => {
    const { session } = await servers.get(PRACTICE.id);
    await Promise.all([session.refresh(), session.readRuntime()]);
  };
  return {
    'practice.loadScenario': async ({ scenario }) => {
      await (await practice.client()).loadScenario(scenario);
      await readAgain();
      return {};
    },
    'practice.loadFile': async ({ path }) => {
      await (await practice.client()).loadFile(path);
      await readAgain();
      return {};
    },
    'practice.setClock': async ({ scale }) => {
      await (await practice.client()).setClock(scale);
      return {};
    },
  };
}
