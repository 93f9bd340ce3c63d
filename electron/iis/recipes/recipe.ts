import type { Readiness } from '../../../shared/model/readiness';
import type { RecipeInfo, RecipePreview, RecipeValues } from '../../../shared/model/recipes';
import type { ServerConfig } from '../config';

/** All that a recipe is worked out from. Nothing else is read, so the same scene always gives the same files. */
export interface RecipeScene {
  config: ServerConfig;
  /** As configured. */
  site: string;
  /** Application path: "/" or "/api". */
  application: string;
  readiness: Readiness;
  /** Whether the application's folder has a file; null: not known. Only of names that `looksFor` gave. */
  hasFile: (name: string) => boolean | null;
}

export type Built = Pick<RecipePreview, 'needs' | 'files' | 'requests' | 'notes' | 'test'>;

/** One way to host a socket. It lives in a file of its own and is listed in index.ts. */
export interface RecipeDefinition {
  info: RecipeInfo;
  /** What is wrong with the values, by parameter, in one sentence each. All parameters are given. */
  check: (values: RecipeValues) => Record<string, string>;
  /** Names of files in the application's folder that it wants to know of. */
  looksFor?: (values: RecipeValues) => string[];
  /** Only for values that `check` finds nothing wrong with. */
  build: (scene: RecipeScene, values: RecipeValues) => Built;
}

/** A value that `check` has seen. */
export function valueOf(values: RecipeValues, name: string): string {
  return values[name] ?? '';
}
