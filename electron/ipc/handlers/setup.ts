import type { Before } from '../../evidence/before';
import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

/** The plan is needed on its page only, which a launch need not wait for. */
const load = () => import('../../servers/setup');

/** The guided set-up: its answers, and what they ask for. */
export function setupHandlers(
  servers: Servers,
  before: Before,
): Pick<Handlers['calls'], 'setup.get' | 'setup.save' | 'setup.plan'> {
  return {
    'setup.get': ({ serverId, site, application }) => servers.setups.get(serverId, site, application),
    'setup.save': async ({ serverId, site, application, answers }) => {
      if (answers === null) {
        await servers.setups.set(serverId, site, application, null);
        before.forget(serverId, site, application);
        return {};
      }
      const known = await servers.setups.get(serverId, site, application);
      const open = await servers.get(serverId);
      const begun = known.begun ?? (await (await load()).standing(open, site, application));
      if (!known.saved) await before.remember(open, { site, application }, 'setup');
      await servers.setups.set(serverId, site, application, { answers, begun });
      return {};
    },
    'setup.plan': async ({ serverId, site, application }) => {
      const [open, { answers }] = await Promise.all([
        servers.get(serverId),
        servers.setups.get(serverId, site, application),
      ]);
      return (await load()).planSetup(open, { site, application }, answers);
    },
  };
}
