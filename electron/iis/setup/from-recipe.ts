import type { SetupElsewhere } from '../../../shared/model/setup';
import { list } from '../../../shared/words';
import { part, type Part, type SetupScene } from './facts';
import { entriesOfKind } from './kind';

/** What places the chosen kind where it isn't there yet, and what that needs that can't be brought from here. */
export function fromRecipe(scene: SetupScene): Part {
  const { recipe, kind, kindName, name, found, readiness, site, application } = scene;
  const there = entriesOfKind(found, kind).length > 0;
  if (there && kind !== 'aspnet')
    return part({
      done: [
        { id: 'kind', title: 'Kind of application', sentence: `${name} is served by ${kindName} already.` },
      ],
    });
  const built = recipe?.built;
  if (!recipe || !built) return part();
  const judged = new Set(readiness.stations.flatMap(({ checks }) => checks.map(({ id }) => id)));
  // What Readiness judges has its own line.
  const own = built.needs.filter(({ id }) => !judged.has(id) && id !== 'section.off');
  const missing = own.filter(({ state }) => state === 'broken');
  const elsewhere = own
    .filter(({ state }) => state !== 'good')
    .map(({ id, title, state, sentence }): SetupElsewhere => ({
      id: `recipe.${id}`,
      title,
      state,
      sentence,
    }));
  const byHand = built.files.filter(({ how }) => how === 'by hand');
  const echo = kind === 'aspnet';
  if (built.requests.length === 0) return part({ elsewhere });
  return part({
    items: [
      {
        id: `recipe.${recipe.info.id}`,
        need: echo ? 'advice' : 'blocks',
        title: echo ? `Place a test echo in ${name}` : `Hand ${name} to ${kindName}`,
        reason: echo
          ? `It proves that IIS itself does WebSockets, without your own code; it stays listed under Recipes until it is taken away.`
          : `Nothing in the configuration of ${name} gives its sockets to ${kindName} yet.`,
        requests: built.requests,
        touches: [site + application],
        cost: `writes ${list(['web.config', ...built.files.map((file) => file.name)].filter((each, at, all) => all.indexOf(each) === at))}, which restarts the application`,
        ...(missing.length > 0
          ? { waits: `It waits for what is not there yet: ${list(missing.map(({ title }) => title))}.` }
          : {}),
      },
    ],
    elsewhere: [
      // A test echo that can't be placed is no task.
      ...(echo ? [] : elsewhere),
      ...byHand.map((file) => ({
        id: `file.${file.name}`,
        title: file.name,
        state: 'unknown' as const,
        sentence: file.note,
        text: file.text,
      })),
    ],
  });
}
