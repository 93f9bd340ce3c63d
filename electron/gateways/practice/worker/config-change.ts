import { fold } from '../../../iis/config';
import type { ObeyedConfig } from '../obeyed-config';
import type { Pools } from './pools';

/**
 * What a new configuration does to sockets that are open. A change of what a pool is set to, or of globalModules,
 * recycles it (drain, then cut), unless disallowRotationOnConfigChange says no. An application that is gone or has
 * moved to another pool loses its sockets. A change of system.webServer sections restarts ASP.NET's AppDomain, which
 * ends its sockets at once; native applications keep theirs (facts sheet, section 9).
 */
export function followChange(pools: Pools, before: ObeyedConfig, after: ObeyedConfig): void {
  const modulesChanged = before.globalModules !== after.globalModules;
  const recycled = new Set<string>();
  for (const { site, application } of pools.occupied()) {
    const was = locate(before, site, application);
    const is = locate(after, site, application);
    if (!was?.pool || !is?.pool || fold(was.pool.name) !== fold(is.pool.name)) {
      pools.cutApplication(site, application);
      continue;
    }
    const oldPool = before.pool(was.pool);
    const newPool = after.pool(is.pool);
    const oldRules = before.application(was.site, was.application);
    const newRules = after.application(is.site, is.application);
    if (newPool.managed && oldRules.digest !== newRules.digest) pools.cutApplication(site, application);
    const name = fold(is.pool.name);
    const poolChanged = oldPool.digest !== newPool.digest && newPool.recyclesOnChange;
    if ((!poolChanged && !modulesChanged) || recycled.has(name)) continue;
    recycled.add(name);
    // The worker process that ends was started under the old configuration.
    pools.recycle(name, oldPool.shutdownMs);
  }
  for (const name of pools.running()) {
    const was = before.config.findPool(name);
    const is = after.config.findPool(name);
    if (!was || !is || recycled.has(name)) continue;
    const changed = before.pool(was).digest !== after.pool(is).digest && after.pool(is).recyclesOnChange;
    if (changed || modulesChanged) pools.recycle(name, before.pool(was).shutdownMs);
  }
}

function locate({ config }: ObeyedConfig, siteName: string, path: string) {
  const site = config.findSite(siteName);
  const application = site?.applications.find((one) => fold(one.path) === path);
  if (!site || !application) return undefined;
  const pool = application.pool === null ? undefined : config.findPool(application.pool);
  return { site, application, pool };
}
