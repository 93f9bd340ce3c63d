import { toErrorData } from '../../shared/errors';
import type {
  LiveFigures,
  LiveHistory,
  LiveReading,
  LiveRequests,
  LiveRow,
  LiveSample,
  LiveSubject,
} from '../../shared/model/live';
import { MAX_LIVE_REQUESTS } from '../../shared/model/live';
import type { LiveReader } from '../gateways/gateway';
import { fold } from '../iis/config';
import type { Log } from '../storage/log';
import { NO_FIGURES, poolFigures, poolRow, serverFigures, siteFigures, siteRow } from './figures';
import { History } from './history';
import { Marks } from './marks';
import { pauseAfter, pauseAfterFailure } from './pause';
import { Totals } from './totals';

export interface FeedOptions {
  /** undefined: this server has no run time (a file). */
  reader: LiveReader | undefined;
  /** Names of the pools that a site's applications run in, as configured. */
  poolsOf: (site: string) => string[];
  log: Log;
  now?: () => number;
}

/** Later than planned by more than this: nobody watched meanwhile. */
const AWAY_MS = 3_000;
const MAX_POINTS = 900;

/**
 * The live figures of one server: read in one trip while somebody watches, one reading at a time, and kept for the
 * session. Whoever leaves and comes back finds what was read before, with a gap between.
 */
export class LiveFeed {
  readonly #options: FeedOptions;
  readonly #history = new History();
  readonly #totals = new Totals();
  readonly #marks = new Marks();
  readonly #listeners = new Set<(sample: LiveSample) => void>();
  #timer: NodeJS.Timeout | null = null;
  #busy = false;
  /** When the next reading may begin, by performance.now(). */
  #due = 0;
  #failures = 0;
  #last: LiveReading | null = null;
  #since: string | null = null;
  #sample: LiveSample | null = null;
  #rows: { sites?: LiveRow[]; pools?: LiveRow[] } = {};

  constructor(options: FeedOptions) {
    this.#options = options;
  }

  /** Reads while anybody listens; the last sample is told at once. Answers the unsubscribe. */
  subscribe(listener: (sample: LiveSample) => void): () => void {
    this.#listeners.add(listener);
    if (this.#options.reader === undefined) listener({ ...NO_SAMPLE, none: true });
    else {
      if (this.#sample) listener(this.#sample);
      this.#schedule();
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0 || !this.#timer) return;
      clearTimeout(this.#timer);
      this.#timer = null;
    };
  }

  history(subject: LiveSubject, windowS: number): LiveHistory {
    const to = this.#now() / 1000;
    const from = to - windowS;
    const { poolsOf } = this.#options;
    const pools = subject.kind === 'site' ? poolsOf(subject.name) : [];
    const mine = new Set(pools.map(fold));
    const isOf = (of: LiveSubject): boolean =>
      subject.kind === 'server' ||
      (of.kind === 'pool' && mine.has(fold(of.name))) ||
      (of.kind === subject.kind && fold(of.name) === fold(subject.name));
    const { figures, state } = this.#nowOf(subject);
    return {
      ...this.#history.columns(keyOf(subject), from, to, MAX_POINTS),
      marks: this.#marks.since(from, isOf),
      now: figures,
      state,
      pools,
    };
  }

  /** Every site or pool as it was read last; made once a reading. */
  rows(kind: 'sites' | 'pools'): readonly LiveRow[] {
    const reading = this.#last;
    if (!reading) return [];
    if (kind === 'sites')
      return (this.#rows.sites ??= reading.sites.map((site) => siteRow(site, this.#totals)));
    return (this.#rows.pools ??= reading.pools.map((pool) => {
      const before = this.#history.previous(keyOf({ kind: 'pool', name: pool.name }));
      return poolRow(
        pool,
        this.#totals,
        before && { opened: before.figures.opened, seconds: before.seconds },
      );
    }));
  }

  /** Counts up with every reading. */
  get revision(): number {
    return this.#revision;
  }
  #revision = 0;

  /** The open requests, read now; at most 500 of them. */
  async requests(subject: LiveSubject): Promise<LiveRequests> {
    const { reader } = this.#options;
    const at = new Date(this.#now()).toISOString();
    if (!reader) return { at, rows: [], total: 0, how: '', gap: FILE_GAP };
    return reader.requests({
      site: subject.kind === 'site' ? subject.name : null,
      pool: subject.kind === 'pool' ? subject.name : null,
      limit: MAX_LIVE_REQUESTS,
    });
  }

  #now(): number {
    return this.#options.now?.() ?? Date.now();
  }

  #schedule(): void {
    if (this.#timer || this.#busy || this.#listeners.size === 0) return;
    this.#timer = setTimeout(
      () => {
        this.#timer = null;
        void this.#once();
      },
      Math.max(0, this.#due - performance.now()),
    );
    this.#timer.unref();
  }

  async #once(): Promise<void> {
    const { reader, log } = this.#options;
    if (!reader) return;
    this.#busy = true;
    const begun = performance.now();
    const late = this.#due > 0 && begun - this.#due > AWAY_MS;
    let pause: number;
    try {
      const reading = await reader.read();
      this.#failures = 0;
      pause = pauseAfter(reading.tookMs);
      this.#take(reading, late, pause);
    } catch (error) {
      this.#failures += 1;
      pause = pauseAfterFailure(performance.now() - begun, this.#failures);
      log.warn('live figures could not be read', { error: toErrorData(error).message });
      this.#history.gap(this.#now() / 1000);
      this.#tell({ ...(this.#sample ?? NO_SAMPLE), pauseMs: pause, error: toErrorData(error) });
    }
    this.#due = performance.now() + pause;
    this.#busy = false;
    this.#schedule();
  }

  #take(reading: LiveReading, late: boolean, pauseMs: number): void {
    const at = this.#now() / 1000;
    this.#last = reading;
    this.#rows = {};
    this.#revision += 1;
    this.#since ??= new Date(this.#now()).toISOString();
    if (late) this.#history.gap(0);
    this.#marks.take(at, reading, this.#totals.take(reading));
    const server = serverFigures(reading, this.#totals.server());
    this.#history.take(at, this.#all(reading, server));
    const { tookMs, measured, farms, gaps } = reading;
    this.#tell({
      at: new Date(this.#now()).toISOString(),
      since: this.#since,
      ...{ tookMs, measured, pauseMs, server, farms, gaps },
      error: null,
      none: false,
    });
  }

  *#all({ sites, pools }: LiveReading, server: LiveFigures): Iterable<readonly [string, LiveFigures]> {
    yield [keyOf({ kind: 'server' }), server];
    for (const site of sites)
      yield [keyOf({ kind: 'site', name: site.name }), siteFigures(site, this.#totals.site(site.name))];
    for (const pool of pools)
      yield [keyOf({ kind: 'pool', name: pool.name }), poolFigures(pool, this.#totals.pool(pool.name))];
  }

  #nowOf(subject: LiveSubject): { figures: LiveFigures; state: LiveHistory['state'] } {
    if (subject.kind === 'server') return { figures: this.#sample?.server ?? NO_FIGURES, state: null };
    const name = fold(subject.name);
    const kind = subject.kind === 'site' ? 'sites' : 'pools';
    const row = this.rows(kind).find((each) => fold(each.name) === name);
    if (!row) return { figures: NO_FIGURES, state: null };
    const { connections, sockets, requests, queue, opened, refused, recycles, state } = row;
    return { figures: { connections, sockets, requests, queue, opened, refused, recycles }, state };
  }

  #tell(sample: LiveSample): void {
    this.#sample = sample;
    for (const listener of this.#listeners) listener(sample);
  }
}

const keyOf = (subject: LiveSubject): string =>
  subject.kind === 'server' ? '' : `${subject.kind}\0${fold(subject.name)}`;

const NO_SAMPLE: LiveSample = {
  ...{ at: null, since: null, tookMs: 0, measured: 'trip', pauseMs: 0, server: NO_FIGURES },
  ...{ farms: [], gaps: [], error: null, none: false },
};

const FILE_GAP = {
  what: 'Open requests',
  why: 'A configuration file has no run time: nobody knows from it what is open.',
  fix: 'Add the server itself in the rail.',
};
