import { z } from 'zod';
import { ChangePlan } from './changes';
import { CheckState, Where } from './common';
import { ChangeRequest } from './readiness';

export const recipeIds = [
  'aspnet-echo',
  'aspnet-core',
  'iisnode',
  'arr',
  'http-platform',
  'node-echo',
  'powershell-test',
] as const;
export const RecipeId = z.enum(recipeIds);
export type RecipeId = z.infer<typeof RecipeId>;

export const RecipeParameter = z.object({
  name: z.string(),
  label: z.string(),
  /** One sentence: what it means, with its unit. */
  help: z.string(),
  default: z.string(),
  /** Where only these are possible. */
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});
export type RecipeParameter = z.infer<typeof RecipeParameter>;

export const RecipeInfo = z.object({
  id: RecipeId,
  title: z.string(),
  /** What it is for, in one or two sentences. */
  summary: z.string(),
  parameters: z.array(RecipeParameter),
  /** It stays listed until it is taken away again. */
  temporary: z.boolean(),
});
export type RecipeInfo = z.infer<typeof RecipeInfo>;

/** Values as typed, by parameter; what is missing has its default. */
export const RecipeValues = z.record(z.string().max(40), z.string().max(2048));
export type RecipeValues = z.infer<typeof RecipeValues>;

/** Something that the recipe needs from this server. */
export const RecipeNeed = z.object({
  id: z.string(),
  title: z.string(),
  state: CheckState,
  /** What is there, and what to do where it isn't. */
  sentence: z.string(),
  where: Where.optional(),
});
export type RecipeNeed = z.infer<typeof RecipeNeed>;

export const RecipeFile = z.object({
  name: z.string(),
  /** `placed` by the changes; `by hand`: to be copied to where the note says. */
  how: z.enum(['placed', 'by hand']),
  text: z.string(),
  /** Where it goes and how it is used. */
  note: z.string(),
});
export type RecipeFile = z.infer<typeof RecipeFile>;

export const RecipePreview = z.object({
  /** Of the configuration that it was worked out for. */
  revision: z.number().int(),
  info: RecipeInfo,
  values: RecipeValues,
  /** What is wrong with a value, by parameter; nothing else is worked out then. */
  problems: z.record(z.string(), z.string()),
  needs: z.array(RecipeNeed),
  files: z.array(RecipeFile),
  /** What placing it asks for; empty where all of it is done by hand. */
  requests: z.array(ChangeRequest),
  /** What these would do; null where there are none. */
  plan: ChangePlan.nullable(),
  /** What to know, one sentence each. */
  notes: z.array(z.string()),
  /** Where its socket answers: a path of the site, with the query. */
  test: z.object({ path: z.string() }).nullable(),
});
export type RecipePreview = z.infer<typeof RecipePreview>;

/** A temporary recipe that was placed and not taken away: its entries of the journal, newest first. */
export const PlacedRecipe = z.object({
  recipe: z.string(),
  title: z.string(),
  site: z.string(),
  application: z.string(),
  at: z.string(),
  by: z.string(),
  files: z.array(z.string()),
  entryIds: z.array(z.string()),
});
export type PlacedRecipe = z.infer<typeof PlacedRecipe>;
