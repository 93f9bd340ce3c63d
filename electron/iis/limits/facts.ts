import type { ConfigTarget } from '../../../shared/model/common';
import type { LimitsPage } from '../../../shared/model/limits';
import type { Environment } from '../../../shared/model/machine';
import type { RuntimeSite, RuntimeState } from '../../../shared/model/runtime';
import type { SettingValue } from '../../../shared/model/settings';
import {
  booleanOf,
  effective,
  fold,
  handledBy,
  proxyingOf,
  scheduleOf,
  secondsOf,
  sectionText,
  textOf,
  pingsOf,
} from '../config';
import type { Pings, Proxying, Schedule, ServerConfig } from '../config';
import type { Moment } from './moment';
import { momentOf } from './moment';

/** All that the page is made of. */
export interface LimitsFacts {
  config: ServerConfig;
  site: string;
  /** Application path: "/" or "/api". */
  application: string;
  /** null where run-time state can't be seen (a file). */
  runtime: RuntimeState | null;
  /** null where the machine can't be asked (a file, the practice server). */
  environment?: Environment | null;
  /** Milliseconds as Date.now(); of the forecast. */
  nowMs: number;
  /** Seconds of silence after which something in front cuts, of which no configuration here tells; null: nothing. */
  hopS?: number | null;
}

/** The page without the revision, which is the caller's. */
export type LimitsAnswer = Omit<LimitsPage, 'revision'>;

/** A setting, and where an edit of it goes. */
export interface Held {
  setting: SettingValue;
  target: ConfigTarget;
}

/** The settings that a socket of one application meets, read once. */
export interface Ceilings {
  /** "Chat" or "Chat/api". */
  name: string;
  /** null when the application names no pool, or one that isn't there. */
  pool: string | null;
  /** How many applications share the site's live counts. */
  applications: number;
  live: RuntimeSite | null;
  environment: Environment | null;
  moment: Moment;
  hopS: number | null;
  /** processModel.shutdownTimeLimit in seconds; null where it isn't known, or there is no pool. */
  leaveS: number | null;
  /** When the pool is recycled by the clock; null without a pool. */
  schedule: Schedule | null;
  /** How ARR forwards the application. */
  proxying: Proxying;
  /** The practice server: it runs no ASP.NET, node or ARR of its own. */
  practice: boolean;
  /** Its pool loads the .NET Framework. */
  managed: boolean;
  iisnode: Iisnode | null;
  /** What IIS itself sends to a silent socket. */
  pings: Pings;
  ofServer(name: string): Held;
  ofSite(name: string): Held;
  ofApplication(name: string): Held;
  /** null without a pool. */
  ofPool(name: string): Held | null;
}

/** What iisnode's own section says of its processes. */
export interface Iisnode {
  /** maxConcurrentRequestsPerProcess */
  perProcess: number;
  /** nodeProcessCountPerApplication; 0: one for each processor. */
  processes: number;
  /** Why neither number is sure (a web.config that could not be read), or absent. */
  unknown?: string;
}

/** Throws `not-found` (from `effective`) when asked of a site or application that isn't there. */
export function ceilingsOf(facts: LimitsFacts): Ceilings {
  const { config, site, application, runtime, environment = null, nowMs, hopS = null } = facts;
  const found = config.findSite(site);
  const pool = found?.application(application)?.pool ?? null;
  const poolName = pool === null ? null : (config.findPool(pool)?.name ?? null);
  const siteTarget: ConfigTarget = { kind: 'site', site };
  const appTarget: Application = { kind: 'application', site, path: application };
  const editTarget = application === '/' ? siteTarget : appTarget;
  return {
    name: application === '/' ? site : site + application,
    pool: poolName,
    applications: found?.applications.length ?? 0,
    environment,
    moment: momentOf(runtime, environment, nowMs),
    hopS,
    leaveS:
      poolName === null
        ? null
        : secondsOf(effective(config, { kind: 'pool', pool: poolName }, 'processModel.shutdownTimeLimit')),
    schedule: poolName === null ? null : scheduleOf(config, poolName),
    proxying: forwardsAt(config, appTarget),
    // Only that one tells how fast its clock runs.
    practice: runtime?.clock !== undefined,
    managed: poolName !== null && isManaged(config, poolName),
    iisnode: iisnodeOf(config, appTarget),
    pings: pingsOf(config, appTarget),
    live: runtime?.sites.find((one) => fold(one.name) === fold(site)) ?? null,
    ofServer: (name) => ({
      setting: effective(config, { kind: 'server' }, name),
      target: { kind: 'server' },
    }),
    ofSite: (name) => ({ setting: effective(config, siteTarget, name), target: siteTarget }),
    ofApplication: (name) => ({ setting: effective(config, appTarget, name), target: editTarget }),
    ofPool: (name) => {
      if (poolName === null) return null;
      const target: ConfigTarget = { kind: 'pool', pool: poolName };
      return { setting: effective(config, target, name), target };
    },
  };
}

function isManaged(config: ServerConfig, pool: string): boolean {
  const version = textOf(effective(config, { kind: 'pool', pool }, 'managedRuntimeVersion'));
  return version !== null && version !== '';
}

/** Rules count only while ARR is on. Where that isn't known (no such section) ARR isn't installed. */
function forwardsAt(config: ServerConfig, target: ConfigTarget): Proxying {
  if (!config.sections.has('system.webServer/proxy')) return { rules: [] };
  const enabled = effective(config, { kind: 'server' }, 'proxy.enabled');
  const proxying = proxyingOf(config, target);
  if (booleanOf(enabled) === false) return { rules: [] };
  if (enabled.unknown !== undefined && proxying.rules.length > 0)
    return { rules: [], unknown: enabled.unknown };
  return proxying;
}

type Application = Extract<ConfigTarget, { kind: 'application' }>;

/**
 * The defaults, 1,024 and 1, are those of iisnode's own schema (facts sheet, section 1, IISN); iisnode.yml beside the
 * application isn't read.
 */
function iisnodeOf(config: ServerConfig, target: Application): Iisnode | null {
  const { iisnode, unknown } = handledBy(config, target);
  const handled = iisnode !== null;
  const installed = [...config.globalModules.keys()].some((name) => fold(name) === 'iisnode');
  if (!handled && (unknown === undefined || !installed)) return null;
  const read = (name: string) => sectionText(config, target, 'system.webServer/iisnode', name);
  const perProcess = read('maxConcurrentRequestsPerProcess');
  const processes = read('nodeProcessCountPerApplication');
  const why = (handled ? undefined : unknown) ?? perProcess.unknown ?? processes.unknown;
  const numberIn = (text: string | null, otherwise: number): number =>
    text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
  return {
    perProcess: numberIn(perProcess.text, 1024),
    processes: numberIn(processes.text, 1),
    ...(why === undefined ? {} : { unknown: why }),
  };
}
