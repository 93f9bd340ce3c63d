import { AppError } from '../../../shared/errors';
import type { ServerAction } from '../../../shared/model/readiness';
import { fold } from '../../iis/config';
import { withFeature } from './install-feature';
import type { PracticeState } from './practice-state';
import type { ServerCore } from './server-core';

interface ActionContext {
  core: ServerCore;
  state: PracticeState;
  /** Replaces the file and obeys it. */
  writeConfig: (bytes: Uint8Array) => Promise<void>;
  saveState: (change: Partial<PracticeState>) => Promise<void>;
}

/** Does at run time what no configuration file can do, and answers one sentence about what happened. */
export async function performAction(action: ServerAction, context: ActionContext): Promise<string> {
  switch (action.kind) {
    case 'install-feature':
      if (action.feature !== 'Web-WebSockets') throw refused();
      return installFeature(context);
    case 'start-site':
      return startSite(action.site, context);
    case 'start-pool':
      return startPool(action.pool, context);
    case 'recycle-pool':
      return recyclePool(action.pool, context);
    case 'stop-site':
      return stopSite(action.site, context);
    case 'stop-pool':
      return stopPool(action.pool, context);
    case 'uninstall-feature':
    case 'add-firewall-rule':
    case 'remove-firewall-rule':
    case 'add-http-timeout':
    case 'delete-http-timeout':
      throw refused();
  }
}

const refused = (): AppError =>
  new AppError('action-refused', 'The practice server does not do that; nothing was changed.', {
    fix: 'Change its configuration, or load a scenario again.',
  });

async function installFeature({ core, state, writeConfig, saveState }: ActionContext): Promise<string> {
  if (state.feature === 'Installed') return 'Web-WebSockets was installed already; nothing was changed.';
  const { config, problem } = core;
  if (problem) throw problem;
  if (!config) throw new AppError('not-a-configuration', 'There is no configuration to write to.');
  const bytes = withFeature(config.config);
  await saveState({ feature: 'Installed' });
  try {
    await writeConfig(bytes);
  } catch (error) {
    await saveState({ feature: 'Available' });
    throw error;
  }
  return 'Web-WebSockets is installed: WebSocketModule stands in globalModules and, locked, in modules.';
}

async function startSite(name: string, { core, state, saveState }: ActionContext): Promise<string> {
  const site = core.config?.config.findSite(name);
  if (!site) throw notFound('site', name);
  const key = fold(site.name);
  if (core.states.started(key)) return conflictOf(core, site.name) ?? `${site.name} was started already.`;
  await saveState({ startedSites: [...state.startedSites.filter((one) => one !== key), key] });
  core.states.start(key);
  await core.listen();
  const conflict = conflictOf(core, site.name);
  if (conflict === undefined) return `${site.name} is started.`;
  throw new AppError('bad-request', conflict, {
    fix: 'Give one of the two sites another port or host name.',
  });
}

/** HTTP.sys ends the site's connections at once, its sockets among them. */
async function stopSite(name: string, { core, state, saveState }: ActionContext): Promise<string> {
  const site = core.config?.config.findSite(name);
  if (!site) throw notFound('site', name);
  const key = fold(site.name);
  if (!core.states.started(key)) return `${site.name} was stopped already.`;
  await saveState({ startedSites: state.startedSites.filter((one) => one !== key) });
  const cut = core.pools.socketsOfSite(key).size;
  core.states.stop(key);
  await core.listen();
  return `${site.name} is stopped; ${counted(cut)} cut.`;
}

async function stopPool(name: string, { core, state, saveState }: ActionContext): Promise<string> {
  const pool = core.config?.config.findPool(name);
  if (!core.config || !pool) throw notFound('application pool', name);
  const key = fold(pool.name);
  if (core.pools.state(key) !== 'Started') return `${pool.name} was stopped already.`;
  await saveState({ startedPools: state.startedPools.filter((one) => one !== key) });
  const { shutdownMs } = core.config.pool(pool);
  return `${pool.name} is stopped${leavingWords(core.pools.stop(key, shutdownMs), shutdownMs)}`;
}

const counted = (sockets: number): string =>
  sockets === 1 ? '1 open socket was' : `${sockets.toLocaleString('en-US')} open sockets were`;

function conflictOf(core: ServerCore, name: string): string | undefined {
  const live = core.runtime().sites.find((one) => one.name === name);
  if (live?.state !== 'Stopped') return undefined;
  return `${name} can't start: ${live.bindings.find(({ note }) => note)?.note ?? 'its binding is taken'}.`;
}

async function startPool(name: string, { core, state, saveState }: ActionContext): Promise<string> {
  const pool = core.config?.config.findPool(name);
  if (!pool) throw notFound('application pool', name);
  const key = fold(pool.name);
  if (core.pools.state(key) === 'Started') return `${pool.name} was started already.`;
  await saveState({ startedPools: [...state.startedPools.filter((one) => one !== key), key] });
  core.pools.start(key);
  return `${pool.name} is started.`;
}

function recyclePool(name: string, { core }: ActionContext): Promise<string> {
  const pool = core.config?.config.findPool(name);
  if (!core.config || !pool) return Promise.reject(notFound('application pool', name));
  const key = fold(pool.name);
  if (core.pools.state(key) !== 'Started') {
    const stopped = `${pool.name} is stopped and can't be recycled.`;
    return Promise.reject(new AppError('bad-request', stopped, { fix: 'Start it instead.' }));
  }
  const { shutdownMs } = core.config.pool(pool);
  const leaving = leavingWords(core.pools.recycle(key, shutdownMs), shutdownMs);
  return Promise.resolve(`${pool.name} is recycled${leaving}`);
}

function leavingWords(leaving: number, shutdownMs: number): string {
  if (leaving === 0) return '; no socket was open.';
  const seconds = Math.round(shutdownMs / 1000).toLocaleString('en-US');
  const sockets =
    leaving === 1 ? '1 open socket has' : `${leaving.toLocaleString('en-US')} open sockets have`;
  return `: ${sockets} ${seconds} s to leave.`;
}

const notFound = (what: string, name: string): AppError =>
  new AppError('not-found', `The practice server has no ${what} "${name.slice(0, 260)}".`, {
    fix: 'Read the server again and choose one that is there.',
  });
