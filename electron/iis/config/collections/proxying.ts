import type { ConfigTarget } from '../../../../shared/model/common';
import type { ServerConfig } from '../model/server-config';
import { fold } from '../names';
import type { Where } from '../types';
import { itemsOf } from './items';
import type { Item } from './items';

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
  const global = itemsOf(config, 'system.webServer/rewrite/globalRules', { kind: 'server' }, 'rule');
  const own = itemsOf(config, 'system.webServer/rewrite/rules', target, 'rule');
  const rules = [...global.items, ...own.items].flatMap((item) => forwardingOf(config, item) ?? []);
  const unknown = global.unknown ?? own.unknown;
  return unknown === undefined ? { rules } : { rules, unknown };
}

function forwardingOf(config: ServerConfig, { element, where }: Item): Forwarding | null {
  if (element.get('enabled')?.toLowerCase() === 'false') return null;
  const action = element.child('action');
  const host = /^https?:\/\/([^/?#]+)/i.exec(action?.get('url') ?? '')?.[1];
  if (action?.get('type')?.toLowerCase() !== 'rewrite' || host === undefined) return null;
  return {
    rule: element.get('name') ?? '',
    where,
    backend: host,
    farm: farmOf(config, host),
    always: takesAll(element.child('match')?.get('url')) && !element.child('conditions')?.children.length,
  };
}

const takesAll = (pattern = ''): boolean => ['.*', '(.*)', '^(.*)$', '^(.*)', '*'].includes(pattern);

/** Farms stand at the top of applicationHost.config, outside every location (webfarm.xml). */
function farmOf(config: ServerConfig, host: string): Forwarding['farm'] {
  for (const { element } of config.blocks.find('', 'webFarms'))
    for (const farm of element.children) {
      const name = farm.get('name') ?? '';
      if (farm.name !== 'webFarm' || fold(name) !== fold(host)) continue;
      const protocol = farm.child('applicationRequestRouting')?.child('protocol');
      const where = config.document.whereOf((protocol ?? farm).start);
      return { name, timeout: protocol?.get('timeout') ?? null, where };
    }
  return null;
}
