import type { ConfigTarget } from '../../../../shared/model/common';
import { entriesOf } from '../effective/entries';
import type { Entry } from '../effective/entries';
import type { ServerConfig } from '../model/server-config';
import { fold } from '../names';

/** Handlers that give the requests of an application to something else than IIS or .NET Framework; null: none does. */
export interface HandledBy {
  iisnode: Entry | null;
  aspNetCore: Entry | null;
  httpPlatform: Entry | null;
  /** Why there may be another one, or absent. */
  unknown?: string;
}

const CORE = /^aspnetcoremodule(v2)?$/;

export function handledBy(
  config: ServerConfig,
  target: Extract<ConfigTarget, { kind: 'application' }>,
): HandledBy {
  const { entries, unknown } = entriesOf(config, target, 'system.webServer/handlers');
  const by = (matches: (module: string) => boolean): Entry | null =>
    entries.find(({ element }) =>
      (element.get('modules') ?? '').split(',').some((module) => matches(fold(module.trim()))),
    ) ?? null;
  return {
    iisnode: by((module) => module === 'iisnode'),
    aspNetCore: by((module) => CORE.test(module)),
    httpPlatform: by((module) => module === 'httpplatformhandler'),
    ...(unknown === undefined ? {} : { unknown }),
  };
}
