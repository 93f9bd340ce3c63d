import { AppError } from '../../shared/errors';
import type { SetupAnswers, SetupBegun, SetupPlan } from '../../shared/model/setup';
import { guessKind, recipeOf, setupPlan } from '../iis/setup';
import { kindOf } from '../iis/readiness/application-kind';
import type { OpenServer } from './open-server';
import { buildRecipe, type Worked } from './recipes';

/**
 * What setting up an application takes by these answers; see setupPlan. Throws `not-found` for an application that isn't
 * there, and what reading the configuration throws.
 */
export async function planSetup(
  open: OpenServer,
  asked: { site: string; application: string },
  answers: SetupAnswers,
): Promise<SetupPlan> {
  const { revision, config } = await open.session.snapshot();
  const found = config.findSite(asked.site);
  const application = found?.application(asked.application);
  if (!found || !application)
    throw new AppError('not-found', `There is no application ${asked.site}${asked.application}.`, {
      where: { file: config.file },
    });
  const at = { site: found.name, application: application.path };
  const { readiness } = await open.readiness(at.site, at.application);
  const guess = guessKind(config, kindOf(config, at.site, at.application), { ...at, pool: readiness.pool });
  const id = recipeOf[answers.kind ?? guess.kind];
  // A file is read by itself: what an application's folder holds can't be seen, nor written.
  const worked =
    id === null ? null : await buildRecipe(open, { ...at, recipe: id, values: answers.values }, readiness);
  const recipe = worked && (await withoutWhatIsThere(open, worked));
  const plan = setupPlan({
    config,
    ...at,
    server: open.session.entry.kind,
    readiness,
    limits: answers.sockets === null ? null : await open.limitsPlan(at.site, at.application, answers.sockets),
    recipe,
    answers,
  });
  return { ...plan, revision };
}

/** A recipe that is placed already asks for nothing. */
async function withoutWhatIsThere(open: OpenServer, worked: Worked): Promise<Worked> {
  const { built } = worked;
  if (!built || built.requests.length === 0) return worked;
  const { diffs, refusal } = await open.changes.preview(built.requests);
  const there = diffs.length === 0 && refusal === undefined;
  return there ? { ...worked, built: { ...built, requests: [] } } : worked;
}

/** How the application stands now, to be shown beside how it stands when all is done. */
export async function standing(open: OpenServer, site: string, application: string): Promise<SetupBegun> {
  const { readiness } = await open.readiness(site, application);
  return {
    at: new Date().toISOString(),
    verdict: readiness.verdict,
    stations: readiness.stations.map(({ id, title, state, note }) => ({
      id,
      title,
      state,
      note: note.slice(0, 200),
    })),
  };
}
