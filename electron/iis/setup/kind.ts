import type { RecipeId } from '../../../shared/model/recipes';
import type { SetupKind, SetupPlan } from '../../../shared/model/setup';
import { list } from '../../../shared/words';
import { effective, textOf } from '../config';
import type { Entry, ServerConfig } from '../config';
import type { ApplicationKind } from '../readiness/application-kind';

type Guess = SetupPlan['guess'];

export const kindNames: Record<SetupKind, string> = {
  aspnet: 'ASP.NET',
  'aspnet-core': 'ASP.NET Core',
  iisnode: 'iisnode',
  'http-platform': 'HttpPlatformHandler',
  proxy: 'a proxy rule of ARR',
  other: 'something else',
};

/** What places a kind where it is not there yet. */
export const recipeOf: Record<SetupKind, RecipeId | null> = {
  aspnet: 'aspnet-echo',
  'aspnet-core': 'aspnet-core',
  iisnode: 'iisnode',
  'http-platform': 'http-platform',
  proxy: 'arr',
  other: null,
};

/** The entries of the configuration that make an application one of this kind. */
export function entriesOfKind(found: ApplicationKind, kind: SetupKind): readonly Entry[] {
  const one = (entry: Entry | null): Entry[] => (entry === null ? [] : [entry]);
  switch (kind) {
    case 'iisnode':
      return one(found.iisnode);
    case 'aspnet-core':
      return one(found.aspNetCore);
    case 'http-platform':
      return one(found.httpPlatform);
    case 'proxy':
      return found.rules.map(({ entry }) => entry);
    case 'aspnet':
      return found.aspNet;
    case 'other':
      return [];
  }
}

/** Rules are asked before handlers, so a rule that forwards comes first. */
const ORDER = ['proxy', 'iisnode', 'aspnet-core', 'http-platform', 'aspnet'] as const;

/** What takes the sockets of an application, as far as its configuration tells, and where it says so. */
export function guessKind(
  config: ServerConfig,
  found: ApplicationKind,
  { site, application, pool }: { site: string; application: string; pool: string | null },
): Guess {
  const name = application === '/' ? site : site + application;
  const kinds = ORDER.filter((kind) => entriesOfKind(found, kind).length > 0);
  const [kind] = kinds;
  if (kind !== undefined) {
    const also = kinds.slice(1).filter((other) => other !== 'aspnet');
    return {
      kind,
      sentence: `${name} is served by ${kindNames[kind]}${also.length > 0 ? `; ${list(also.map((other) => kindNames[other]))} stands in its configuration, too` : ''}.`,
      places: entriesOfKind(found, kind).slice(0, 3).map(placeOf),
    };
  }
  const runtime =
    pool === null || config.findPool(pool) === undefined
      ? null
      : textOf(effective(config, { kind: 'pool', pool }, 'managedRuntimeVersion'));
  if (found.unknown === undefined && pool !== null && runtime !== null && runtime !== '')
    return {
      kind: 'aspnet',
      sentence: `Nothing else takes the requests of ${name}, and its pool ${pool} loads .NET ${runtime}: an ASP.NET handler is likely.`,
      places: [],
    };
  return {
    kind: 'other',
    sentence:
      found.unknown === undefined
        ? `Nothing in the configuration tells what takes the sockets of ${name}; choose it here.`
        : `What takes the sockets of ${name} could not be read in full; choose it here.`,
    places: [],
  };
}

function placeOf({ where }: Entry): string {
  const file = where.file.split(/[\\/]/).at(-1) ?? where.file;
  return where.line === undefined ? file : `${file}, line ${where.line}`;
}
