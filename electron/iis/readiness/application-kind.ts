import { farmsOf, handledBy, proxyRules, sectionText, webConfigElements } from '../config';
import type { Entry, HandledBy, ProxyRule, ServerConfig, SectionText } from '../config';

/** What takes the requests of an application, as far as the configuration tells: more than one is possible. */
export interface ApplicationKind extends HandledBy {
  /** Rules of URL Rewrite that send requests to another server; those of the whole server among them. */
  rules: readonly ProxyRule[];
  /** hostingModel of aspNetCore: "inprocess" or "outofprocess" (the default of the module). */
  hosting: SectionText;
  /** `system.web/httpRuntime` and `compilation`: an application of the .NET Framework. */
  aspNet: readonly Entry[];
}

/** Reads handlers, rules and .NET's own sections of one application. */
export function kindOf(config: ServerConfig, site: string, path: string): ApplicationKind {
  const target = { kind: 'application', site, path } as const;
  const { unknown: unreadHandlers, ...handlers } = handledBy(config, target);
  const rules = proxyRules(config, target, farmsOf(config));
  const aspNet = webConfigElements(config, target, 'system.web/httpRuntime');
  const compilation = webConfigElements(config, target, 'system.web/compilation');
  const unknown = unreadHandlers ?? rules.unknown ?? aspNet.unknown;
  return {
    ...handlers,
    rules: rules.rules,
    hosting: sectionText(config, target, 'system.webServer/aspNetCore', 'hostingModel'),
    aspNet: [...aspNet.found, ...compilation.found],
    ...(unknown === undefined ? {} : { unknown }),
  };
}

/** Whether something else than .NET Framework code takes the requests. */
export const isForwarded = ({ iisnode, aspNetCore, httpPlatform, rules }: ApplicationKind): boolean =>
  iisnode !== null || aspNetCore !== null || httpPlatform !== null || rules.length > 0;
