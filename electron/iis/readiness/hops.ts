import { parseTimeSpan, secondsOf } from '../config';
import { fact, fromSetting } from './evidence';
import type { Evidence } from '../../../shared/model/readiness';
import { effective } from '../config';
import type { Scene } from './scene';

/** A hop on this server that cuts what is silent for so long. */
export interface Hop {
  /** "ARR's proxy", "the farm nodes". */
  name: string;
  seconds: number;
  evidence: Evidence;
}

/** arr_schema.xml, webfarm.xml: what a farm's proxy waits where nobody says otherwise. */
const FARM_S = 30;

/**
 * The proxies of this server through which the application's sockets go, shortest patience first; null: the time-out of
 * one can't be told. What stands in front of the server (a load balancer, a company's proxy) is never seen from here.
 */
export function hopsOf(scene: Scene): Hop[] | null {
  const kind = scene.kind();
  if (kind === null) return [];
  const hops: Hop[] = [];
  for (const { farm } of kind.rules) {
    if (farm === null || hops.some(({ name }) => name === `the farm ${farm.name}`)) continue;
    const seconds = farm.timeout === null ? FARM_S : parseTimeSpan(farm.timeout);
    if (seconds === null) return null;
    hops.push({
      name: `the farm ${farm.name}`,
      seconds,
      evidence: fact(
        `timeout of the farm ${farm.name}`,
        `${seconds} s`,
        farm.timeout === null ? 'schema default' : 'webFarms',
        {
          where: farm.entry.where,
        },
      ),
    });
  }
  // Without ARR nothing is passed on at all (app.proxy says so).
  const { sections } = scene.facts.config;
  const proxies = sections.size === 0 || sections.has('system.webServer/proxy');
  if (proxies && kind.rules.some(({ farm }) => farm === null)) {
    const setting = effective(scene.facts.config, { kind: 'server' }, 'proxy.timeout');
    const seconds = secondsOf(setting);
    if (seconds === null) return null;
    hops.push({ name: "ARR's proxy", seconds, evidence: fromSetting(setting) });
  }
  return hops.sort((one, other) => one.seconds - other.seconds);
}
