import type { ConfigTarget } from '../../../../shared/model/common';
import { entriesOf, type Entry } from '../effective/entries';
import type { ServerConfig } from '../model/server-config';
import { fold } from '../names';

/** A rule of URL Rewrite that sends requests to another server. */
export interface ProxyRule {
  name: string;
  /** Of the action, as written: "http://127.0.0.1:3000/{R:1}". */
  url: string;
  /** "http", "https", or what stands there instead: "ws". */
  scheme: string;
  /** As written, without the port: a name, an address, a farm, or "{HTTP_HOST}". */
  host: string;
  /** The farm that the host is the name of, or null. */
  farm: Farm | null;
  /** Server variables that it sets, by name in lower case. */
  variables: ReadonlyMap<string, string>;
  /** It stands in globalRules and holds for every site (its conditions are not evaluated here). */
  global: boolean;
  entry: Entry;
}

/** A farm of ARR with the time-out of its own proxy settings, as text; null: the schema's 00:00:30. */
export interface Farm {
  name: string;
  timeout: string | null;
  entry: Entry;
}

const RULES = 'system.webServer/rewrite/rules';
const GLOBAL = 'system.webServer/rewrite/globalRules';
const ADDRESS = /^([a-z][a-z0-9+.-]*|\{[^{}]{1,100}\}):\/\/(\[[^\]]*\]|\{[^{}]{1,100}\}|[^/:?{]*)/i;

/**
 * Enabled rules with a Rewrite to an address of another server, those of the path and those of the whole server (ARR's
 * farm wizard writes the latter, with the farm's name as the host).
 */
export function proxyRules(
  config: ServerConfig,
  target: ConfigTarget,
  farms: ReadonlyMap<string, Farm>,
): { rules: ProxyRule[]; unknown?: string } {
  const own = entriesOf(config, target, RULES, { entry: 'rule' });
  const global = entriesOf(config, { kind: 'server' }, GLOBAL, { entry: 'rule' });
  const unknown = own.unknown ?? global.unknown;
  return {
    rules: [
      ...global.entries.flatMap((entry) => ruleOf(entry, true, farms)),
      ...own.entries.flatMap((entry) => ruleOf(entry, false, farms)),
    ],
    ...(unknown === undefined ? {} : { unknown }),
  };
}

function ruleOf(entry: Entry, global: boolean, farms: ReadonlyMap<string, Farm>): ProxyRule[] {
  const { element } = entry;
  if (element.get('enabled')?.toLowerCase() === 'false') return [];
  const action = element.child('action');
  if (action?.get('type')?.toLowerCase() !== 'rewrite') return [];
  const url = action.get('url') ?? '';
  const match = ADDRESS.exec(url);
  if (match === null) return [];
  const host = match[2] ?? '';
  const sets = element.child('serverVariables')?.children.filter(({ name }) => name === 'set') ?? [];
  return [
    {
      name: element.get('name') ?? '',
      url,
      scheme: (match[1] ?? '').toLowerCase(),
      host,
      farm: farms.get(fold(host)) ?? null,
      variables: new Map(sets.map((set) => [(set.get('name') ?? '').toLowerCase(), set.get('value') ?? ''])),
      global,
      entry,
    },
  ];
}

/** The farms of ARR by folded name. */
export function farmsOf(config: ServerConfig): ReadonlyMap<string, Farm> {
  const { entries } = entriesOf(config, { kind: 'server' }, 'webFarms', { entry: 'webFarm' });
  return new Map(
    entries.map((entry) => {
      const name = entry.element.get('name') ?? '';
      const protocol = entry.element.child('applicationRequestRouting')?.child('protocol');
      return [fold(name), { name, timeout: protocol?.get('timeout') ?? null, entry }];
    }),
  );
}
