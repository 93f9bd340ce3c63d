import type { ConfigTarget } from '../../../shared/model/common';
import type { RuntimePool, RuntimeSite, RuntimeState } from '../../../shared/model/runtime';
import type { SettingValue } from '../../../shared/model/settings';
import { effective, fold, moduleStanding } from '../config';
import { kindOf } from './application-kind';
import type { ApplicationKind } from './application-kind';
import type { ApplicationConfig, ModuleStanding, PoolConfig, SiteConfig } from '../config/types';
import { secondOpinion } from './second-opinion';
import type { ReadinessFacts } from './facts';

/** The facts of one application, looked up once and shared by all checks. */
export interface Scene {
  facts: ReadinessFacts;
  /** The application as the heading calls it: "Chat", "Chat/api". */
  name: string;
  site: SiteConfig | null;
  application: ApplicationConfig | null;
  /** As named in the configuration, whether or not such a pool exists. */
  poolName: string | null;
  pool: PoolConfig | null;
  runtimeSite: RuntimeSite | null;
  runtimePool: RuntimePool | null;
  /** Open sockets of the whole server; null where run time can't be seen. */
  openSockets: number | null;
  /** Where a change for this application goes: the site itself for its root application. */
  target: ConfigTarget;
  siteSetting(name: string): SettingValue | null;
  poolSetting(name: string): SettingValue | null;
  /** Of the application, sections included. null when there is no such application. */
  appSetting(name: string): SettingValue | null;
  webSocketModule(): ModuleStanding | null;
  /** What takes the application's requests. null when there is no such application. */
  kind(): ApplicationKind | null;
}

export function createScene(facts: ReadinessFacts): Scene {
  const { config, runtime } = facts;
  const site = config.findSite(facts.site) ?? null;
  const application = findApplication(site, facts.application);
  const poolName = application?.pool ?? null;
  const pool = poolName === null ? null : (config.findPool(poolName) ?? null);
  const live = runtime === null ? null : indexOf(runtime);
  const appTarget: ConfigTarget = { kind: 'application', site: facts.site, path: facts.application };
  const siteTarget: ConfigTarget = { kind: 'site', site: facts.site };
  let standing: ModuleStanding | null | undefined;
  let kind: ApplicationKind | null | undefined;
  return {
    facts,
    name: facts.application === '/' ? facts.site : facts.site + facts.application,
    site,
    application,
    poolName,
    pool,
    runtimeSite: live?.sites.get(fold(facts.site)) ?? null,
    runtimePool: pool === null ? null : (live?.pools.get(fold(pool.name)) ?? null),
    openSockets: live?.sockets ?? null,
    target: facts.application === '/' ? siteTarget : appTarget,
    siteSetting: (name) => (site === null ? null : effective(config, siteTarget, name)),
    poolSetting: (name) =>
      pool === null ? null : effective(config, { kind: 'pool', pool: pool.name }, name),
    appSetting: (name) =>
      application === null ? null : secondOpinion(effective(config, appTarget, name), facts.iisSays),
    webSocketModule: () =>
      (standing ??= application === null ? null : moduleStanding(config, appTarget, 'WebSocketModule')),
    kind: () => (kind ??= application === null ? null : kindOf(config, facts.site, application.path)),
  };
}

interface LiveIndex {
  /** null: of some site it is not known. */
  sockets: number | null;
  sites: Map<string, RuntimeSite>;
  pools: Map<string, RuntimePool>;
}
/** One index per run-time snapshot: judging 1,000 sites must not search 1,000 names each time. */
const indexes = new WeakMap<RuntimeState, LiveIndex>();

function indexOf(runtime: RuntimeState): LiveIndex {
  const known = indexes.get(runtime);
  if (known) return known;
  const made: LiveIndex = {
    sockets: runtime.sites.reduce<number | null>(
      (sum, { sockets }) => (sum === null || sockets === null ? null : sum + sockets),
      0,
    ),
    sites: new Map(runtime.sites.map((site) => [fold(site.name), site])),
    pools: new Map(runtime.pools.map((pool) => [fold(pool.name), pool])),
  };
  indexes.set(runtime, made);
  return made;
}

/** A linear search, but only inside one site. */
function findApplication(site: SiteConfig | null, path: string): ApplicationConfig | null {
  const wanted = fold(path);
  return site?.applications.find((one) => fold(one.path) === wanted) ?? null;
}
