import type { ConfigTarget } from '../../shared/model/common';
import type { Cell, ObjectDetail, PoolRow, SiteRow } from '../../shared/model/inventory';
import type { RuntimeState } from '../../shared/model/runtime';
import type { SettingValue } from '../../shared/model/settings';
import { effective, effectiveAll } from '../iis/config';
import type { ServerConfig } from '../iis/config';

export interface TableQuery {
  /** Matches name, pool and bindings; `pool:NAME` matches the pool exactly. */
  filter: string;
  sort: string;
  descending: boolean;
  offset: number;
  limit: number;
}

export interface TablePage<Row> {
  total: number;
  all: number;
  rows: Row[];
}

/** The tables of Sites & pools over one configuration: rows are made once, sorted and cut as asked. */
export class Inventory {
  readonly #config: ServerConfig;
  #sites: SiteRow[] | null = null;
  #pools: PoolRow[] | null = null;
  /** The last order: scrolling asks for page after page of the same one. */
  #lastSites: { key: string; rows: SiteRow[] } | null = null;
  #lastPools: { key: string; rows: PoolRow[] } | null = null;

  constructor(config: ServerConfig) {
    this.#config = config;
  }

  sites(query: TableQuery, runtime: RuntimeState | null): TablePage<SiteRow> {
    this.#sites ??= this.#config.sites.map((site) => siteRow(this.#config, site.name));
    const key = keyOf(query);
    if (this.#lastSites?.key !== key)
      this.#lastSites = {
        key,
        rows: ordered(
          this.#sites,
          query,
          (row) => [row.name, row.pool ?? '', row.bindings],
          (row) => row.pool,
        ),
      };
    const live = new Map(runtime?.sites.map((site) => [site.name.toLowerCase(), site]));
    return page(this.#lastSites.rows, this.#sites.length, query, (row) => {
      const now = live.get(row.name.toLowerCase());
      return { ...row, state: now?.state ?? null, sockets: now?.sockets ?? null };
    });
  }

  pools(query: TableQuery, runtime: RuntimeState | null): TablePage<PoolRow> {
    this.#pools ??= this.#config.pools.map((pool) => poolRow(this.#config, pool.name));
    const key = keyOf(query);
    if (this.#lastPools?.key !== key)
      this.#lastPools = {
        key,
        rows: ordered(
          this.#pools,
          query,
          (row) => [row.name],
          (row) => row.name,
        ),
      };
    const live = new Map(runtime?.pools.map((pool) => [pool.name.toLowerCase(), pool]));
    return page(this.#lastPools.rows, this.#pools.length, query, (row) => {
      const now = live.get(row.name.toLowerCase());
      return { ...row, state: now?.state ?? null, sockets: now?.sockets ?? null };
    });
  }
}

/** Everything of one object for the drawer. */
export function objectDetail(config: ServerConfig, target: ConfigTarget): ObjectDetail {
  const name = nameOf(target);
  const settings = effectiveAll(config, target);
  const problems = config.problems.filter(
    ({ sentence }) => target.kind !== 'server' && sentence.includes(`"${name}"`),
  );
  const site =
    target.kind === 'site' || target.kind === 'application' ? config.findSite(target.site) : undefined;
  const applications =
    target.kind === 'pool'
      ? config.applicationsOf(target.pool)
      : site
        ? site.applications.map(({ path }) => `${site.name}${path}`)
        : config.sites.flatMap((each) => each.applications.map(({ path }) => `${each.name}${path}`));
  const kinds = { server: 'Server', pool: 'Application pool', site: 'Site', application: 'Application' };
  return { title: name, subtitle: kinds[target.kind], settings, problems, applications };
}

function nameOf(target: ConfigTarget): string {
  if (target.kind === 'server') return 'Server';
  if (target.kind === 'pool') return target.pool;
  return target.kind === 'site' ? target.site : `${target.site}${target.path}`;
}

function cell(value: SettingValue): Cell {
  return {
    text: value.value === null ? 'unknown' : String(value.value),
    source: value.source,
    isDefault: value.source?.layer === 'schema default',
  };
}

function siteRow(config: ServerConfig, name: string): SiteRow {
  const target = { kind: 'site', site: name } as const;
  const site = config.findSite(name);
  const webSocket = effective(config, target, 'webSocket.enabled');
  const pool = site?.applications.find(({ path }) => path === '/')?.pool ?? null;
  return {
    name,
    id: site?.id ?? null,
    pool,
    state: null,
    bindings:
      site?.bindings
        .map(({ protocol, bindingInformation }) => `${protocol} ${bindingInformation}`)
        .join(', ') ?? '',
    sockets: null,
    webSocket: cell(webSocket),
    webSocketLocked: webSocket.locked,
    maxConnections: cell(effective(config, target, 'limits.maxConnections')),
    connectionTimeout: cell(effective(config, target, 'limits.connectionTimeout')),
    ...(pool === null
      ? { problem: 'no application pool' }
      : config.findPool(pool)
        ? {}
        : { problem: `its pool "${pool}" does not exist` }),
  };
}

function poolRow(config: ServerConfig, name: string): PoolRow {
  const of = (setting: string): Cell => cell(effective(config, { kind: 'pool', pool: name }, setting));
  return {
    name,
    state: null,
    applications: config.applicationsOf(name).length,
    sockets: null,
    pipelineMode: of('managedPipelineMode'),
    runtimeVersion: of('managedRuntimeVersion'),
    startMode: of('startMode'),
    idleTimeout: of('processModel.idleTimeout'),
    periodicRestart: of('recycling.periodicRestart.time'),
    queueLength: of('queueLength'),
  };
}

function keyOf({ filter, sort, descending }: TableQuery): string {
  return JSON.stringify([filter, sort, descending]);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function ordered<Row extends object>(
  rows: readonly Row[],
  { filter, sort, descending }: TableQuery,
  words: (row: Row) => string[],
  pool: (row: Row) => string | null,
): Row[] {
  const wanted = filter.trim().toLowerCase();
  const found = !wanted
    ? rows
    : wanted.startsWith('pool:')
      ? rows.filter((row) => pool(row)?.toLowerCase() === wanted.slice(5).trim())
      : rows.filter((row) => words(row).some((word) => word.toLowerCase().includes(wanted)));
  const texts = found.map((row) => ({ row, text: sortText(row, sort) }));
  if (texts.some(({ text }) => text !== ''))
    texts.sort((a, b) => collator.compare(a.text, b.text) * (descending ? -1 : 1));
  return texts.map(({ row }) => row);
}

/** The text a column sorts by; an unknown column leaves the configuration's own order. */
function sortText(row: object, sort: string): string {
  const value = new Map<string, unknown>(Object.entries(row)).get(sort);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  return value !== null && typeof value === 'object' && 'text' in value ? String(value.text) : '';
}

function page<Row>(
  rows: readonly Row[],
  all: number,
  { offset, limit }: TableQuery,
  live: (row: Row) => Row,
): TablePage<Row> {
  return { total: rows.length, all, rows: rows.slice(offset, offset + limit).map(live) };
}
