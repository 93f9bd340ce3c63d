import { AppError } from '../../shared/errors';
import type { ApplyResult, ApplyStep, UndoPlan } from '../../shared/model/changes';
import type { Readiness } from '../../shared/model/readiness';
import type {
  PlacedRecipe,
  RecipeId,
  RecipeInfo,
  RecipePreview,
  RecipeValues,
} from '../../shared/model/recipes';
import { placeKey, readSiteFiles } from '../iis/changes/files/site-file-state';
import { recipes, withDefaults, type RecipeScene } from '../iis/recipes';
import type { Built } from '../iis/recipes/recipe';
import type { OpenServer } from './open-server';

export function listRecipes(): RecipeInfo[] {
  return Object.values(recipes).map(({ info }) => info);
}

interface Asked {
  recipe: RecipeId;
  site: string;
  application: string;
  values: RecipeValues;
}

/**
 * What a recipe would place in an application, what it needs there, and what that changes. Nothing is added. Throws
 * `not-found` for an application that isn't there, and what reading the configuration throws.
 */
export async function previewRecipe(open: OpenServer, asked: Asked): Promise<RecipePreview> {
  const { readiness } = await open.readiness(asked.site, asked.application);
  const { built, ...worked } = await buildRecipe(open, asked, readiness);
  if (!built) return { ...worked, needs: [], files: [], requests: [], plan: null, notes: [], test: null };
  const plan = built.requests.length > 0 ? await open.changes.preview(built.requests) : null;
  return { ...worked, ...built, plan };
}

export interface Worked extends Pick<RecipePreview, 'revision' | 'info' | 'values' | 'problems'> {
  /** null while a value is wrong. */
  built: Built | null;
}

/** The same without what its changes would do. */
export async function buildRecipe(open: OpenServer, asked: Asked, readiness: Readiness): Promise<Worked> {
  const { revision, config } = await open.session.snapshot();
  const site = config.findSite(asked.site);
  const application = site?.application(asked.application);
  if (!site || !application)
    throw new AppError('not-found', `There is no application ${asked.site}${asked.application}.`, {
      where: { file: config.file },
    });
  const definition = recipes[asked.recipe];
  const { info } = definition;
  const values = withDefaults(info, asked.values);
  const problems = definition.check(values);
  if (Object.keys(problems).length > 0) return { revision, info, values, problems, built: null };
  const at = { site: site.name, application: application.path };
  const hasFile = await lookFor(open, config, at, definition.looksFor?.(values) ?? []);
  const built = definition.build({ config, ...at, readiness, hasFile }, values);
  return { revision, info, values, problems, built };
}

async function lookFor(
  { session }: OpenServer,
  config: RecipeScene['config'],
  at: Pick<RecipeScene, 'site' | 'application'>,
  names: readonly string[],
): Promise<RecipeScene['hasFile']> {
  const requests = names.map((name) => ({
    request: {
      kind: 'file' as const,
      file: { place: { ...at, name }, content: { kind: 'new' as const, text: '' } },
    },
  }));
  const states = await readSiteFiles(session.gateway, config, requests);
  return (name) => {
    const state = states.get(placeKey({ ...at, name }));
    return state === undefined || state instanceof AppError ? null : state.hash !== null;
  };
}

type Placed = Pick<PlacedRecipe, 'recipe' | 'site' | 'application'>;
type OpenChanges = Pick<OpenServer, 'changes'>;

/** What taking a temporary recipe away would do now. Throws `not-found`, `cannot-undo` where all of it was edited. */
export async function removalPlan({ changes }: OpenChanges, asked: Placed): Promise<UndoPlan> {
  return changes.undoPlan(await entriesOf(changes, asked));
}

/**
 * Takes a temporary recipe away again: its files one after the other, the newest first. What was edited by hand stays
 * and is named. `hash` is that of the plan that was shown.
 */
export async function removeRecipe(
  { changes }: OpenChanges,
  { hash, ...asked }: Placed & { hash?: string | undefined },
  onSteps: (steps: ApplyStep[]) => void,
  signal: AbortSignal,
): Promise<ApplyResult> {
  return changes.undo(await entriesOf(changes, asked), hash, onSteps, signal);
}

async function entriesOf(changes: OpenServer['changes'], asked: Placed): Promise<string[]> {
  const placed = (await changes.placed()).find(
    ({ recipe, site, application }) =>
      recipe === asked.recipe && site === asked.site && application === asked.application,
  );
  if (placed) return placed.entryIds;
  throw new AppError('not-found', `Nothing of it is placed in ${asked.site}${asked.application} any more.`);
}
