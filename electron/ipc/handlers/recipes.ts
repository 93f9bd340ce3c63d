import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

/** Their texts are needed on their page only, which a launch need not wait for. */
const load = () => import('../../servers/recipes');

/** Hosting recipes: what there is, what one would do, what is placed, and taking it away. */
export function recipeHandlers(servers: Servers): {
  calls: Pick<
    Handlers['calls'],
    'recipes.list' | 'recipes.preview' | 'recipes.placed' | 'recipes.removePlan'
  >;
  jobs: Pick<Handlers['jobs'], 'recipes.remove'>;
} {
  return {
    calls: {
      'recipes.list': async () => ({ recipes: (await load()).listRecipes() }),
      'recipes.preview': async ({ serverId, ...asked }) =>
        (await load()).previewRecipe(await servers.get(serverId), asked),
      'recipes.placed': async ({ serverId }) => ({
        placed: await (await servers.get(serverId)).changes.placed(),
      }),
      'recipes.removePlan': async ({ serverId, ...asked }) =>
        (await load()).removalPlan(await servers.get(serverId), asked),
    },
    jobs: {
      'recipes.remove': async ({ serverId, ...asked }, job) =>
        (await load()).removeRecipe(
          await servers.get(serverId),
          asked,
          (steps) => job.progress({ steps }),
          job.signal,
        ),
    },
  };
}
