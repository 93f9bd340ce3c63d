import type { Fix } from '../../../shared/model/readiness';
import { list } from '../../../shared/words';
import { fold, textOf } from '../config';
import type { Scene } from './scene';

const POOLS = 'system.applicationHost/applicationPools';
/** The schema's applicationPoolName validator fails on these. */
const FORBIDDEN = /[|<>&"/[\]+=;:,?*@]+/g;
/** What the new pool takes over of the old one's own element: names, which IIS's objects take as text. */
const KEPT = ['managedRuntimeVersion', 'startMode'];
const NOT_LEFT = new Set(['name', 'managedPipelineMode', ...KEPT]);

/**
 * A new pool, in Integrated mode, for this application alone: nobody else in the shared pool notices. null where the
 * application has its pool to itself already, or no pool at all.
 */
export function poolOfItsOwn(scene: Scene): Fix | null {
  const { application, facts, pool } = scene;
  if (application === null || pool === null) return null;
  if (facts.config.applicationsOf(pool.name).length < 2) return null;
  const element = facts.config.findPool(pool.name)?.element;
  const name = freeName(scene);
  const runtime = textOf(scene.poolSetting('managedRuntimeVersion'));
  const attributes: Record<string, string> = { name };
  for (const attribute of KEPT) {
    const own = element?.get(attribute);
    if (own !== undefined) attributes[attribute] = own;
  }
  if (runtime !== null) attributes['managedRuntimeVersion'] = runtime;
  attributes['managedPipelineMode'] = 'Integrated';
  const others = (element?.attributeNames ?? []).filter((each) => !NOT_LEFT.has(each));
  const below = [...others, ...new Set((element?.children ?? []).map((child) => child.name))];
  const left = below.length === 0 ? '' : `; ${list(below)} of ${pool.name} are not taken over`;
  return {
    title: `Give ${scene.name} a pool of its own`,
    changes: [
      { kind: 'config', edit: { kind: 'add-element', ref: { section: POOLS, element: 'add', attributes } } },
      {
        kind: 'config',
        edit: {
          kind: 'set',
          target: { kind: 'application', site: facts.site, path: application.path },
          setting: 'applicationPool',
          value: name,
        },
      },
    ],
    touches: [facts.site + application.path],
    cost: `moves this application alone into the new pool ${name} and cuts its open sockets; it then runs as IIS AppPool\\${name}, which needs the rights on folders and databases that the old account had${left}`,
    weight: 'blocks',
  };
}

/** "ChatPool", "Chat-apiPool", "ChatPool 2": a name that IIS takes and that nobody has. */
function freeName({ name, facts: { config } }: Scene): string {
  const base = `${name.replace(FORBIDDEN, '-').slice(0, 50)}Pool`;
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? base : `${base} ${number}`;
    if (config.findPool(fold(candidate)) === undefined) return candidate;
  }
}
