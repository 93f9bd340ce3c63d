import type { RuntimePool, RuntimeSite, RuntimeState } from '../../../shared/model/runtime';
import { fold } from '../../iis/config';
import type { ServerConfig } from '../../iis/config';
import type { BindingConfig, SiteConfig } from '../../iis/config/types';
import type { Features, Runtime } from './answers';

export interface RuntimeInput {
  revision: number;
  runtime: Runtime;
  features: Features | null;
  /** null: it could not be read; then nothing is known of bindings and pools' sites. */
  config: ServerConfig | null;
  /** Host name that this server's own bindings are reached at from here. */
  host: string;
}

/** What IIS says of itself at one moment, in the words of every server. What it does not tell stays null. */
export function runtimeStateOf(input: RuntimeInput): RuntimeState {
  const { runtime, config, revision } = input;
  const pools = runtime.pools.map(({ name, state, workers }): RuntimePool => {
    const age = workerAgeS(runtime.at, workers);
    return {
      name,
      state,
      sockets: socketsOfPool(runtime, name),
      ...(age === undefined ? {} : { workerAgeS: age }),
    };
  });
  return {
    revision,
    at: runtime.at,
    feature: featureState(input.features),
    services: runtime.services,
    sites: runtime.sites.map((site) => siteOf(input, site, config?.findSite(site.name), pools)),
    pools,
  };
}

/** Of the youngest one, for an older one drains already; null where none runs, undefined where one doesn't tell. */
function workerAgeS(at: string, workers: Runtime['pools'][number]['workers']): number | null | undefined {
  if (workers.length === 0) return null;
  const ages = workers.map(({ started }) => (Date.parse(at) - Date.parse(started ?? '')) / 1000);
  const youngest = Math.min(...ages);
  return Number.isNaN(youngest) ? undefined : Math.max(0, youngest);
}

function featureState(features: Features | null): RuntimeState['feature'] {
  const state = features?.features.find(({ name }) => /websockets$/i.test(name))?.state;
  switch (state) {
    case 'Installed':
    case 'InstallPending':
    case 'Removed':
    case 'Available':
      return state;
    // Still loaded until the restart, gone after it: neither answer would be right.
    case 'UninstallPending':
    case 'NotPresent':
    case 'Unknown':
    case undefined:
      return 'Unknown';
  }
}

/**
 * WebSocket Active Requests of the pool's worker processes, whose instances are called "<pid>_<pool>" (two during an
 * overlapped recycle). Whether it counts in-process ASP.NET Core and iisnode is not known (facts sheet, section 5).
 */
function socketsOfPool({ counters, pools }: Runtime, pool: string): number | null {
  if (counters === null) return null;
  const mine = counters.workers.filter(({ name }) => {
    const at = name.indexOf('_');
    return at > 0 && fold(name.slice(at + 1).replace(/#\d+$/, '')) === fold(pool);
  });
  if (mine.length > 0) return mine.reduce((sum, { sockets }) => sum + sockets, 0);
  // No instance: right where no worker process runs, a gap where one does.
  const workers = pools.find(({ name }) => fold(name) === fold(pool))?.workers.length ?? 0;
  return workers === 0 ? 0 : null;
}

function siteOf(
  { runtime, config, host }: RuntimeInput,
  live: Runtime['sites'][number],
  site: SiteConfig | undefined,
  pools: readonly RuntimePool[],
): RuntimeSite {
  const counter = runtime.counters?.sites.find(({ name }) => fold(name) === fold(live.name));
  return {
    name: live.name,
    state: live.state,
    bindings: (site?.bindings ?? []).map((binding) => bindingOf(binding, live.state === 'Started', host)),
    connections: counter?.currentConnections ?? null,
    sockets: config && site ? socketsOfSite(config, site, pools) : null,
    // HTTP.sys counts refusals per queue, not per site.
    refused: null,
  };
}

/** Known only where the site's pools serve no other site. */
function socketsOfSite(config: ServerConfig, site: SiteConfig, pools: readonly RuntimePool[]): number | null {
  let sum = 0;
  for (const name of new Set(site.applications.map(({ pool }) => fold(pool ?? '')))) {
    const alone = config
      .applicationsOf(name)
      .every((application) => fold(application.split('/', 1)[0] ?? '') === fold(site.name));
    const sockets = pools.find((pool) => fold(pool.name) === name)?.sockets ?? null;
    if (!alone || sockets === null) return null;
    sum += sockets;
  }
  return sum;
}

function bindingOf(binding: BindingConfig, started: boolean, host: string): RuntimeSite['bindings'][number] {
  const { protocol, bindingInformation, address, port } = binding;
  const scheme = protocol.toLowerCase();
  const web = scheme === 'http' || scheme === 'https';
  const at =
    address === '' || address === '*' || address === '0.0.0.0' || address === '[::]' ? host : address;
  const url = web && started && port !== null ? `${scheme}://${at}:${port}/` : null;
  return {
    protocol,
    bindingInformation,
    url,
    ...(binding.host !== '' && !binding.host.startsWith('*') ? { hostHeader: binding.host } : {}),
  };
}
