import type { ConfigTarget } from '../../../shared/model/common';
import type { LimitsPage } from '../../../shared/model/limits';
import type { RuntimeSite, RuntimeState } from '../../../shared/model/runtime';
import type { SettingValue } from '../../../shared/model/settings';
import { effective, fold } from '../config';
import type { ServerConfig } from '../config';

/** All that the page is made of. */
export interface LimitsFacts {
  config: ServerConfig;
  site: string;
  /** Application path: "/" or "/api". */
  application: string;
  /** null where run-time state can't be seen (a file). */
  runtime: RuntimeState | null;
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
  ofSite(name: string): Held;
  ofApplication(name: string): Held;
  /** null without a pool. */
  ofPool(name: string): Held | null;
}

/** Throws `not-found` (from `effective`) when asked of a site or application that isn't there. */
export function ceilingsOf({ config, site, application, runtime }: LimitsFacts): Ceilings {
  const found = config.findSite(site);
  const pool = found?.application(application)?.pool ?? null;
  const poolName = pool === null ? null : (config.findPool(pool)?.name ?? null);
  const siteTarget: ConfigTarget = { kind: 'site', site };
  const appTarget: ConfigTarget = { kind: 'application', site, path: application };
  const editTarget = application === '/' ? siteTarget : appTarget;
  return {
    name: application === '/' ? site : site + application,
    pool: poolName,
    applications: found?.applications.length ?? 0,
    live: runtime?.sites.find((one) => fold(one.name) === fold(site)) ?? null,
    ofSite: (name) => ({ setting: effective(config, siteTarget, name), target: siteTarget }),
    ofApplication: (name) => ({ setting: effective(config, appTarget, name), target: editTarget }),
    ofPool: (name) => {
      if (poolName === null) return null;
      const target: ConfigTarget = { kind: 'pool', pool: poolName };
      return { setting: effective(config, target, name), target };
    },
  };
}
