import { z } from 'zod';
import { ApplyResult, ApplyStep } from '../model/changes';
import { PlacedRecipe, RecipeId, RecipeInfo, RecipePreview, RecipeValues } from '../model/recipes';
import { SetupAnswers, SetupBegun, SetupPlan } from '../model/setup';
import { app, call, job, none, server } from './shapes';

export const recipes = {
  'recipes.list': call(none, z.object({ recipes: z.array(RecipeInfo) })),
  /** What a recipe would place, what it needs, and what that changes; nothing is added. */
  'recipes.preview': call(app.extend({ recipe: RecipeId, values: RecipeValues }), RecipePreview),
  'recipes.placed': call(server, z.object({ placed: z.array(PlacedRecipe) })),
  /** Takes a temporary recipe away again, without a trace. */
  'recipes.remove': job(
    app.extend({ recipe: z.string().max(40) }),
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
