import type { ConfigTarget } from '../../../../shared/model/common';
import type { ServerConfig } from '../model/server-config';
import type { Where } from '../types';
import { farmsOf, proxyRules, type ProxyRule } from './proxy-rules';

/** A rule by which ARR forwards what an application gets. */
export interface Forwarding {
  /** Its name. */
  rule: string;
  where: Where;
  /** Host and port as written: "127.0.0.1:3000", or the name of a farm. */
  backend: string;
  /** Time-out of the farm as written, where the host is one; null with the default of the schema (00:00:30). */
  farm: { name: string; timeout: string | null; where: Where } | null;
  /** It takes every path, and nothing is asked beside. */
  always: boolean;
}

export interface Proxying {
  /** In the order of IIS: global rules first. */
  rules: Forwarding[];
  /** Why there may be others. */
  unknown?: string;
}

/** The enabled rules that rewrite to another host for a site or application. Whether ARR is on is `proxy.enabled`. */
export function proxyingOf(config: ServerConfig, target: ConfigTarget): Proxying {
  const { rules, unknown } = proxyRules(config, target, farmsOf(config));
  const forwardings = rules.flatMap((rule) => forwardingOf(config, rule) ?? []);
  return { rules: forwardings, ...(unknown === undefined ? {} : { unknown }) };
}

function forwardingOf(config: ServerConfig, { name, url, farm, entry }: ProxyRule): Forwarding | null {
  const backend = /^https?:\/\/([^/?#]+)/i.exec(url)?.[1];
  if (backend === undefined) return null;
  const { element, where } = entry;
  const protocol = farm?.entry.element.child('applicationRequestRouting')?.child('protocol');
  return {
    rule: name,
    where,
    backend,
    farm: farm && {
      name: farm.name,
      timeout: farm.timeout,
      where: protocol ? config.document.whereOf(protocol.start) : farm.entry.where,
    },
    always: takesAll(element.child('match')?.get('url')) && !element.child('conditions')?.children.length,
  };
}

const takesAll = (pattern = ''): boolean => ['.*', '(.*)', '^(.*)$', '^(.*)', '*'].includes(pattern);
