import { entriesOf, farmsOf, fold, proxyRules, sectionText, webConfigElements } from '../config';
import type { Entry, ProxyRule, ServerConfig, SectionText } from '../config';

/** What takes the requests of an application, as far as the configuration tells: more than one is possible. */
export interface ApplicationKind {
  /** Handlers that give requests away, or null. */
  iisnode: Entry | null;
  aspNetCore: Entry | null;
  httpPlatform: Entry | null;
  /** Rules of URL Rewrite that send requests to another server; those of the whole server among them. */
  rules: readonly ProxyRule[];
  /** hostingModel of aspNetCore: "inprocess" or "outofprocess" (the default of the module). */
  hosting: SectionText;
  /** `system.web/httpRuntime` and `compilation`: an application of the .NET Framework. */
  aspNet: readonly Entry[];
  /** Why there may be another one, or absent. */
  unknown?: string;
}

const CORE = /^aspnetcoremodule(v2)?$/;

/** Reads handlers, rules and .NET's own sections of one application. */
export function kindOf(config: ServerConfig, site: string, path: string): ApplicationKind {
  const target = { kind: 'application', site, path } as const;
  const handlers = entriesOf(config, target, 'system.webServer/handlers');
  const rules = proxyRules(config, target, farmsOf(config));
  const aspNet = webConfigElements(config, target, 'system.web/httpRuntime');
  const compilation = webConfigElements(config, target, 'system.web/compilation');
  const by = (matches: (module: string) => boolean): Entry | null =>
    handlers.entries.find(({ element }) =>
      (element.get('modules') ?? '').split(',').some((module) => matches(fold(module.trim()))),
    ) ?? null;
  const unknown = handlers.unknown ?? rules.unknown ?? aspNet.unknown;
  return {
    iisnode: by((module) => module === 'iisnode'),
    aspNetCore: by((module) => CORE.test(module)),
    httpPlatform: by((module) => module === 'httpplatformhandler'),
    rules: rules.rules,
    hosting: sectionText(config, target, 'system.webServer/aspNetCore', 'hostingModel'),
    aspNet: [...aspNet.found, ...compilation.found],
    ...(unknown === undefined ? {} : { unknown }),
  };
}

/** Whether something else than .NET Framework code takes the requests. */
export const isForwarded = ({ iisnode, aspNetCore, httpPlatform, rules }: ApplicationKind): boolean =>
  iisnode !== null || aspNetCore !== null || httpPlatform !== null || rules.length > 0;
