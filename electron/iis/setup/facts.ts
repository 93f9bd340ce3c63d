import type { z } from 'zod';
import type { LimitsPlan } from '../../../shared/model/limits';
import type { Readiness } from '../../../shared/model/readiness';
import type { RecipeInfo, RecipeValues } from '../../../shared/model/recipes';
import type { ServerKind } from '../../../shared/model/server';
import type {
  SetupAnswers,
  SetupElsewhere,
  SetupItem,
  SetupKind,
  SetupPlan,
} from '../../../shared/model/setup';
import type { ServerConfig } from '../config';
import type { ApplicationKind } from '../readiness/application-kind';
import type { Built } from '../recipes/recipe';

/** All that a set-up is planned from. Nothing else is read, so the same facts always give the same plan. */
export interface SetupFacts {
  config: ServerConfig;
  site: string;
  /** Application path: "/" or "/api". */
  application: string;
  server: z.infer<typeof ServerKind>;
  readiness: Readiness;
  /** What the expected number of sockets does; null where none was given. */
  limits: LimitsPlan | null;
  /** The recipe of the kind where it is not there yet; `built` is null while a value is wrong. */
  recipe: {
    info: RecipeInfo;
    values: RecipeValues;
    problems: Record<string, string>;
    built: Built | null;
  } | null;
  answers: SetupAnswers;
}

/** The facts with what every part of the plan asks of them. */
export interface SetupScene extends SetupFacts {
  /** "Chat" or "Chat/api". */
  name: string;
  found: ApplicationKind;
  kind: SetupKind;
  /** "iisnode", "ASP.NET Core": as sentences call it. */
  kindName: string;
}

/** An item before it was decided on. */
export type Proposed = Omit<SetupItem, 'tick'>;

/** What one part contributes. */
export interface Part {
  items: Proposed[];
  done: SetupPlan['done'];
  elsewhere: SetupElsewhere[];
  settled: string[];
}

export const part = (some: Partial<Part> = {}): Part => ({
  items: [],
  done: [],
  elsewhere: [],
  settled: [],
  ...some,
});
