import type { PartFailure } from '../../../shared/model/machine';
import type {
  LiveFarmServer,
  LiveGap,
  LivePool,
  LiveReading,
  LiveSite,
  LiveWorker,
} from '../../../shared/model/live';
import type { ObjectState } from '../../../shared/model/runtime';
import { fold, type ServerConfig } from '../../iis/config';
import { entriesOf } from '../../iis/config';
import { WORKER_REFUSALS } from '../live-gaps';
import type { LiveAnswer } from './scripts/read-live';

/** "Current Application Pool State" of APP_POOL_WAS; the others are on their way to somewhere nobody can name. */
const POOL_STATES = new Map<number, ObjectState>([
  [3, 'Started'],
  [4, 'Stopping'],
  [5, 'Stopped'],
  [6, 'Stopping'],
]);
const FARM_STATES = ['Active', 'Draining', 'Inactive'];

interface Input {
  answer: LiveAnswer;
  config: ServerConfig | null;
  /** As the ordinary poll saw them last: counters don't tell whether a site is started. */
  siteState: (site: string) => ObjectState;
}

/** What the counters say, by the sites and pools of the configuration; what they don't say is null, and named. */
export function liveReadingOf({ answer, config, siteState }: Input): LiveReading {
  const { rows, tookMs, at } = answer;
  const pools = poolsOf(answer, config);
  const connections = byName(rows.sites);
  const names = config?.sites.map(({ name }) => name) ?? rows.sites?.map(([name]) => name) ?? [];
  const sites = names.map((name): LiveSite => {
    const [, current = null] = connections.get(fold(name)) ?? [];
    // HTTP.sys counts refusals per queue, not per site.
    return {
      name,
      state: siteState(name),
      connections: current,
      sockets: socketsOf(config, name, pools),
      refused: null,
    };
  });
  const farms = rows.farms.map(
    ([farm, server, state, requests, sockets, opened, failed]): LiveFarmServer => ({
      ...{ farm, server, state: FARM_STATES[Number(state)] ?? state, requests, sockets, opened, failed },
    }),
  );
  return {
    at,
    tookMs,
    measured: 'server',
    sites,
    pools: [...pools.values()],
    farms,
    gaps: gapsOf(answer, config, sites),
  };
}

/** Whether a farm with servers is configured, so that it is worth asking for ARR's counters. */
export function hasFarms(config: ServerConfig | null): boolean {
  if (config === null) return false;
  return entriesOf(config, { kind: 'server' }, 'webFarms', { entry: 'webFarm' }).entries.length > 0;
}

const byName = <T extends [string, ...unknown[]]>(rows: readonly T[] | null): Map<string, T> =>
  new Map(rows?.map((row) => [fold(row[0]), row]));

function poolsOf({ rows }: LiveAnswer, config: ServerConfig | null): Map<string, LivePool> {
  const was = byName(rows.pools);
  const queues = byName(rows.queues);
  const workers = workersOf(rows.workers);
  const names = config?.pools.map(({ name }) => name) ?? rows.pools?.map(([name]) => name) ?? [];
  return new Map(
    names.map((name) => {
      const key = fold(name);
      const [, recycles = null, state = 0] = was.get(key) ?? [];
      const [, queue = null, refused = null] = queues.get(key) ?? [];
      const mine = workers === null ? null : (workers.get(key) ?? []);
      return [
        key,
        { name, state: POOL_STATES.get(state) ?? 'Unknown', queue, refused, recycles, workers: mine },
      ];
    }),
  );
}

/** Instances are called "<pid>_<pool>", twins "<pid>_<pool>#1"; one is gone with its process. */
function workersOf(rows: LiveAnswer['rows']['workers']): Map<string, LiveWorker[]> | null {
  if (rows === null) return null;
  const all = new Map<string, LiveWorker[]>();
  for (const [id, sockets, requests, opened] of rows) {
    const at = id.indexOf('_');
    if (at <= 0) continue;
    const pool = fold(id.slice(at + 1).replace(/#\d+$/, ''));
    const mine = all.get(pool) ?? [];
    all.set(pool, [...mine, { id, sockets, requests, opened, draining: null }]);
  }
  return all;
}

/** Known only where the site's pools serve no other site. */
function socketsOf(
  config: ServerConfig | null,
  site: string,
  pools: ReadonlyMap<string, LivePool>,
): number | null {
  const found = config?.findSite(site);
  if (!config || !found) return null;
  let sum = 0;
  for (const key of new Set(found.applications.map(({ pool }) => fold(pool ?? '')))) {
    const alone = config
      .applicationsOf(key)
      .every((application) => fold(application.split('/', 1)[0] ?? '') === fold(site));
    const workers = alone ? (pools.get(key)?.workers ?? null) : null;
    if (workers === null) return null;
    for (const { sockets } of workers) sum += sockets ?? 0;
  }
  return sum;
}

const PARTS: Readonly<Record<string, string>> = {
  sites: 'Connections per site',
  workers: 'Sockets and requests per pool',
  queues: 'Queues and refusals',
  pools: 'Recycles and states of pools',
  farms: 'What ARR counts per server of a farm',
};

function gapsOf(
  { failures }: LiveAnswer,
  config: ServerConfig | null,
  sites: readonly LiveSite[],
): LiveGap[] {
  const shared =
    sites.some(({ sockets }) => sockets === null) && !failures.some(({ part }) => part === 'workers');
  return [
    ...failures.map(gapOf),
    ...(config === null
      ? [
          {
            what: 'Which pools a site runs in',
            why: 'The configuration could not be read.',
            fix: 'See the parts of this server under the title.',
          },
        ]
      : []),
    ...(shared && config !== null ? [SHARED] : []),
    ...[...UNCOUNTED].flatMap(([module, gap]) => (config?.globalModules.has(module) ? [gap] : [])),
    REFUSED,
    WORKER_REFUSALS,
  ];
}

function gapOf({ part, code, message }: PartFailure): LiveGap {
  const denied = code === 'access-denied' || code === 'not-elevated';
  const fix = denied
    ? 'Start this program as administrator, or make the account a member of Performance Monitor Users on the server.'
    : part === 'farms'
      ? 'Application Request Routing must be installed on the server.'
      : 'On the server rebuild the counters: lodctr /R, then winmgmt /resyncperf.';
  return { what: PARTS[part] ?? part, why: `${message.replace(/[.!]$/, '')}.`, fix };
}

const SHARED: LiveGap = {
  what: 'Sockets of sites that share a pool',
  why: 'IIS counts sockets by worker process, not by site.',
  fix: 'Look at the pool, or give the site a pool of its own.',
};
const REFUSED: LiveGap = {
  what: 'Refusals per site',
  why: 'HTTP.sys counts refusals by queue: they stand with the pools, but those of maxConnections only in HTTPERR.',
  fix: 'See the reason ConnLimit under Logs.',
};
/** Whether WebSocket Active Requests counts these is not known (facts sheet, section 5). */
const UNCOUNTED = new Map<string, LiveGap>([
  [
    'iisnode',
    {
      what: 'Sockets of iisnode applications',
      why: "They go past IIS's WebSocket module, so the counter may leave them out.",
      fix: 'Read the open requests: they are among them.',
    },
  ],
  [
    'AspNetCoreModuleV2',
    {
      what: 'Sockets of ASP.NET Core in the worker process',
      why: 'ASP.NET Core frames them itself, so the counter may leave them out.',
      fix: 'Read the open requests: they are among them.',
    },
  ],
]);
