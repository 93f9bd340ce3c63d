import { AppError } from '../../../shared/errors';
import type { CallOutput } from '../../../shared/contract';
import type { ServerOverview, ServerSummary } from '../../../shared/model/server';
import { fold } from '../../iis/config';
import type { ServerConfig } from '../../iis/config';
import type { RealServer } from '../../gateways/gateway';
import { refuseOffWindows } from '../../servers/refuse-off-windows';
import type { OpenServer } from '../../servers/open-server';
import type { PracticeLink } from '../../servers/practice-link';
import type { Servers } from '../../servers/servers';
import type { Handlers } from '../handler-types';

type Names =
  | 'servers.list'
  | 'servers.addFile'
  | 'servers.addComputer'
  | 'servers.setUnlocked'
  | 'servers.setProduction'
  | 'servers.remove'
  | 'servers.overview'
  | 'servers.refresh'
  | 'servers.listening'
  | 'servers.sites'
  | 'readiness.first';

/** How long the list of servers waits for the light of one. */
const PATIENCE_MS = 150;

/** The rail and the head of every page. */
export function serverHandlers(servers: Servers, practice: PracticeLink): Pick<Handlers['calls'], Names> {
  const overviewOf = async (open: OpenServer): Promise<ServerOverview> => overview(open, practice);
  return {
    'servers.list': async () => ({
      servers: await Promise.all(
        (await servers.list.all()).map(async (entry): Promise<ServerSummary> => {
          // A real server is asked nothing before somebody opens it.
          if (entry.kind === 'windows' && !servers.isOpen(entry.id))
            return { ...entry, state: 'unknown', note: 'not read yet' };
          const open = await servers.get(entry.id);
          return { ...entry, ...(await open.summaryWithin(PATIENCE_MS, () => servers.tell(entry.id))) };
        }),
      ),
    }),
    'servers.addFile': async ({ path }) => {
      const entry = await servers.list.addFile(path);
      await servers.get(entry.id);
      return entry;
    },
    'servers.addComputer': async ({ name }) => {
      refuseOffWindows();
      return servers.list.addComputer(name);
    },
    'servers.setUnlocked': async ({ serverId, unlocked }) => {
      const open = await servers.get(serverId);
      const { real } = open.session.gateway;
      if (!real)
        throw new AppError('bad-request', `${open.session.entry.name} is no real server; it has no lock.`);
      real.unlocked = unlocked;
      await open.session.refresh();
      servers.tell(serverId);
      return {};
    },
    'servers.setProduction': async ({ serverId, production }) => {
      await servers.setProduction(serverId, production);
      return {};
    },
    'servers.remove': async ({ serverId }) => {
      await servers.remove(serverId);
      return {};
    },
    'servers.overview': async ({ serverId }) => overviewOf(await servers.get(serverId)),
    'servers.refresh': async ({ serverId }) => {
      const open = await servers.get(serverId);
      void open.session.gateway.real?.refreshParts();
      await Promise.allSettled([open.session.refresh(), open.session.readRuntime()]);
      return overviewOf(open);
    },
    'servers.listening': async ({ serverId, site }) => {
      const { session } = await servers.get(serverId);
      await session.readRuntime();
      const live = session.runtime?.sites.find(({ name }) => fold(name) === fold(site));
      return { bindings: live?.bindings ?? [] };
    },
    'servers.sites': async ({ serverId, filter, limit }) => {
      const { revision, config } = await (await servers.get(serverId)).session.snapshot();
      return { revision, ...sitesOf(config, filter, limit) };
    },
    'readiness.first': async ({ serverId }) => {
      const open = await servers.get(serverId);
      const { revision, config } = await open.session.snapshot();
      const sites = { revision, ...sitesOf(config, '', 1) };
      const [first] = sites.sites;
      const page = first ? await open.readiness(first.name, first.applications[0] ?? '/') : null;
      return { sites, page };
    },
  };
}

function sitesOf(
  config: ServerConfig,
  filter: string,
  limit: number,
): Omit<CallOutput<'servers.sites'>, 'revision'> {
  const wanted = filter.trim().toLowerCase();
  const found = wanted
    ? config.sites.filter(({ name }) => name.toLowerCase().includes(wanted))
    : config.sites;
  const sites = found.slice(0, limit).map(({ name, id, applications }) => ({
    name,
    id,
    applications: applications.map(({ path }) => path),
  }));
  return { total: found.length, sites };
}

/** A server that can't be read still has a head: what it is, and why. */
async function overview(open: OpenServer, practice: PracticeLink): Promise<ServerOverview> {
  const { session } = open;
  const base = {
    entry: session.entry,
    ...(session.entry.kind === 'practice' ? { practice: await practiceInfo(practice) } : {}),
    ...realServer(session.gateway.real),
  };
  try {
    const { revision, readAt, config, readOnly, size, problems } = await session.snapshot();
    return {
      ...base,
      revision,
      readAt,
      configFile: config.file,
      description: descriptionOf(open, size),
      ...(readOnly ? { readOnly } : {}),
      siteCount: config.sites.length,
      poolCount: config.pools.length,
      // What keeps a running server from obeying its file comes first.
      problems: [
        ...(session.runtime?.problem ? [session.runtime.problem] : []),
        ...problems,
        ...config.problems,
      ].slice(0, 200),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      ...base,
      revision: session.revision,
      readAt: new Date().toISOString(),
      configFile: error.where?.file ?? session.entry.detail,
      description: 'not readable',
      siteCount: 0,
      poolCount: 0,
      problems: [],
      error: error.toData(),
    };
  }
}

/** Access and parts of a real server; nothing of any other. */
function realServer(real: RealServer | undefined): Pick<ServerOverview, 'access' | 'parts'> {
  if (!real) return {};
  const access = { unlocked: real.unlocked, user: real.environment()?.user ?? null };
  return { access, parts: real.parts() };
}

/** "Windows Server 2019, IIS 10.0, configuration 81 KB". */
function descriptionOf({ session }: OpenServer, size: number): string {
  if (session.entry.kind === 'practice') return `practice server, loopback only, ${sizeText(size)}`;
  if (session.entry.kind === 'file') return `configuration file, ${sizeText(size)}`;
  const environment = session.gateway.real?.environment();
  const iis = environment?.iis.version == null ? [] : [`IIS ${environment.iis.version}`];
  return [...(environment ? [environment.os] : []), ...iis, `configuration ${sizeText(size)}`].join(', ');
}

async function practiceInfo(practice: PracticeLink): Promise<NonNullable<ServerOverview['practice']>> {
  const client = await practice.client();
  const { scenario, scenarios, clockScale } = await client.info();
  return { scenario, scenarios, clockScale, own: client.own };
}

function sizeText(bytes: number): string {
  return bytes < 1024
    ? `${bytes} bytes`
    : bytes < 1_048_576
      ? `${Math.round(bytes / 1024)} KB`
      : `${(bytes / 1_048_576).toFixed(1)} MB`;
}
