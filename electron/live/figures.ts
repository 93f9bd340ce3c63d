import type {
  LiveFigures,
  LivePool,
  LiveReading,
  LiveRow,
  LiveSite,
  LiveWorker,
} from '../../shared/model/live';
import type { Counted, Totals } from './totals';

/** A sum of what is told; null where nothing of it is. */
function sumOf(values: Iterable<number | null>): number | null {
  let sum: number | null = null;
  for (const value of values) if (value !== null) sum = (sum ?? 0) + value;
  return sum;
}

/** As `sumOf`, but one part that isn't told makes the whole unknown. */
function wholeOf(values: readonly (number | null)[]): number | null {
  return values.includes(null) ? null : (sumOf(values) ?? 0);
}

const ofWorkers = ({ workers }: LivePool, what: (worker: LiveWorker) => number | null): number | null =>
  workers === null ? null : wholeOf(workers.map(what));

export function poolFigures(pool: LivePool, counted: Counted): LiveFigures {
  return {
    connections: null,
    sockets: ofWorkers(pool, ({ sockets }) => sockets),
    requests: ofWorkers(pool, ({ requests }) => requests),
    queue: pool.queue,
    ...counted,
  };
}

export function siteFigures(site: LiveSite, counted: Counted): LiveFigures {
  const { connections, sockets } = site;
  return { connections, sockets, requests: null, queue: null, ...counted };
}

/** The whole server: connections are the sites', all else the pools'. */
export function serverFigures({ sites, pools }: LiveReading, counted: Counted): LiveFigures {
  return {
    connections: sumOf(sites.map(({ connections }) => connections)),
    sockets: sumOf(pools.map((pool) => ofWorkers(pool, ({ sockets }) => sockets))),
    requests: sumOf(pools.map((pool) => ofWorkers(pool, ({ requests }) => requests))),
    queue: sumOf(pools.map(({ queue }) => queue)),
    ...counted,
  };
}

export const NO_FIGURES: LiveFigures = {
  connections: null,
  sockets: null,
  requests: null,
  queue: null,
  opened: null,
  refused: null,
  recycles: null,
};

/** `openedBefore` was counted `seconds` ago; null where there is no reading before, or a gap between. */
export function poolRow(
  pool: LivePool,
  totals: Totals,
  before: { opened: number | null; seconds: number } | null,
): LiveRow {
  const figures = poolFigures(pool, totals.pool(pool.name));
  const { workers } = pool;
  return {
    name: pool.name,
    state: pool.state,
    ...figures,
    openedPerS: perSecond(before?.opened ?? null, figures.opened, before?.seconds ?? 0),
    workers: workers === null ? null : workers.length,
    draining: workers === null ? null : workers.filter(({ draining }) => draining === true).length,
  };
}

export function siteRow(site: LiveSite, totals: Totals): LiveRow {
  const none = { openedPerS: null, workers: null, draining: null };
  return { name: site.name, state: site.state, ...siteFigures(site, totals.site(site.name)), ...none };
}

/** Never negative; null where either side or the time between is unknown. */
export function perSecond(before: number | null, now: number | null, seconds: number): number | null {
  if (before === null || now === null || seconds <= 0) return null;
  return Math.max(0, now - before) / seconds;
}
