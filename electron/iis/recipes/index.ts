import type { RecipeId, RecipeInfo, RecipeValues } from '../../../shared/model/recipes';
import { arr } from './arr';
import { aspNetCore } from './aspnet-core';
import { aspNetEcho } from './aspnet-echo';
import { httpPlatform } from './http-platform';
import { iisnode } from './iisnode';
import { nodeEcho } from './node-echo';
import { powershellTest } from './powershell-test';
import type { RecipeDefinition } from './recipe';

/** Hosting recipes: what to place, what it needs, what it changes. Pure: a scene and values in, files and changes out. */
export const recipes: Readonly<Record<RecipeId, RecipeDefinition>> = {
  'aspnet-echo': aspNetEcho,
  'aspnet-core': aspNetCore,
  iisnode,
  arr,
  'http-platform': httpPlatform,
  'node-echo': nodeEcho,
  'powershell-test': powershellTest,
};

export type { RecipeScene } from './recipe';

/** Every parameter with the value that was typed, else its default; what the recipe has no parameter for is left out. */
export function withDefaults({ parameters }: RecipeInfo, values: RecipeValues): RecipeValues {
  return Object.fromEntries(
    parameters.map(({ name, default: otherwise }) => [
      name,
      Object.hasOwn(values, name) ? (values[name] ?? otherwise) : otherwise,
    ]),
  );
}
