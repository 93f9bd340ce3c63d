import { z } from 'zod';
import { ApplyResult, ApplyStep, UndoPlan } from '../model/changes';
import { PlacedRecipe, RecipeId, RecipeInfo, RecipePreview, RecipeValues } from '../model/recipes';
import { SetupAnswers, SetupBegun, SetupPlan } from '../model/setup';
import { app, call, job, none, server } from './shapes';

export const recipes = {
  'recipes.list': call(none, z.object({ recipes: z.array(RecipeInfo) })),
  /** What a recipe would place, what it needs, and what that changes; nothing is added. */
  'recipes.preview': call(app.extend({ recipe: RecipeId, values: RecipeValues }), RecipePreview),
  'recipes.placed': call(server, z.object({ placed: z.array(PlacedRecipe) })),
  /** What taking a temporary recipe away would do to its files as they are now. */
  'recipes.removePlan': call(app.extend({ recipe: z.string().max(40) }), UndoPlan),
  /** Takes a temporary recipe away again; what of it was edited by hand stays, and is named. */
  'recipes.remove': job(
    /** `hash` is that of the plan that was shown. */
    app.extend({ recipe: z.string().max(40), hash: z.string().max(128).optional() }),
    z.object({ steps: z.array(ApplyStep) }),
    ApplyResult,
  ),
  /** What was answered for one application, and how it stood when its set-up was begun. */
  'setup.get': call(
    app,
    z.object({ answers: SetupAnswers, begun: SetupBegun.nullable(), saved: z.boolean() }),
  ),
  /** `answers` null forgets them: the set-up then begins anew. */
  'setup.save': call(app.extend({ answers: SetupAnswers.nullable() }), none),
  /** What the saved answers ask for; nothing is added. */
  'setup.plan': call(app, SetupPlan),
} as const;
