import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { JobDone, JobInput, JobProgress } from '../../shared/contract';
import { AppError } from '../../shared/errors';
import type { LogPlace, LogRange, LogRow, LogRowQuery, LogSources } from '../../shared/model/logs';
import { csvHead, csvRow } from '../logs/rows/csv';
import { RowIndex } from '../logs/rows/row-index';
import { ThreadRunner } from '../logs/scan/thread-runner';
import type { TimeRange } from '../logs/scan/task';
import { ALWAYS, logSettings } from '../logs/sources';
import { fsReason } from '../storage/fs-error';
import { LogFlush } from './log-flush';
import { LogJob } from './log-job';
import type { LogRun } from './log-job';
import { logPlaces } from './log-paths';
import type { OpenServer } from './open-server';

type ScanProgress = JobProgress<'logs.scan'>;
const EXPORT_ROWS = 500;

/** The scan that was asked for last. */
interface LastScan {
  place: string;
  range: string;
  job: LogJob;
  signal: AbortSignal;
  /** When it adds nothing more to its sums. */
  ended: Promise<void>;
  over: boolean;
}

/** Why a look for rows ends: the scan was cancelled, so that fewer rows are wanted. */
const FEWER = 'fewer rows';

const placeKey = ({ serverId, site, paths }: LogPlace): string => JSON.stringify([serverId, site, paths]);

/** The logs of the servers: one set of worker threads for all, started with the first scan. */
export class LogService {
  readonly #runner = new ThreadRunner();
  readonly #open: (serverId: string) => Promise<OpenServer>;
  #rows: { key: string; index: Promise<RowIndex>; stop: AbortController } | null = null;
  #last: LastScan | null = null;

  constructor(open: (serverId: string) => Promise<OpenServer>) {
    this.#open = open;
  }

  /** Throws `not-found` for a site that isn't there. */
  async sources(serverId: string, site: string): Promise<LogSources> {
    const { session } = await this.#open(serverId);
    const { revision, config } = await session.snapshot();
    if (!config.findSite(site))
      throw new AppError('not-found', `There is no site ${site}.`, { where: { file: config.file } });
    const { folder, form, central, notes } = logSettings(config, site);
    const places =
      folder === null || central === 'CentralBinary' ? { paths: [], notes: [] } : logPlaces(session, folder);
    const flush =
      session.entry.kind === 'windows' && places.paths.length > 0
        ? [
            {
              state: 'info' as const,
              sentence:
                'HTTP.sys keeps up to 64 KB of rows back: following lets it write them (netsh http flush logbuffer), a single scan does not.',
            },
          ]
        : [];
    return {
      revision,
      paths: places.paths,
      folder: folder ?? 'unknown',
      form,
      notes: [...notes, ...places.notes, ...ALWAYS, ...flush],
    };
  }

  /**
   * Ends with what was read when it is cancelled; following, that is its only end. Following the scan that was asked for last
   * goes on with its sums.
   */
  async scan(
    { follow, ...place }: JobInput<'logs.scan'>,
    progress: (progress: ScanProgress) => void,
    signal: AbortSignal,
  ): Promise<JobDone<'logs.scan'>> {
    const { session } = await this.#open(place.serverId);
    const { config } = await session.snapshot();
    const run = { config, progress, signal };
    const before = follow ? await this.#ended(place) : null;
    if (!before) this.#forgetRows();
    const job = before ?? (await this.#job(place, run));
    const view = before ? before.goOn(run) : job.run(follow);
    const now: LastScan = {
      ...{ place: placeKey(place), range: JSON.stringify(place.range), job, signal, over: false },
      ended: view.then(
        () => undefined,
        () => undefined,
      ),
    };
    this.#last = now;
    void now.ended.then(() => (now.over = true));
    const seen = await view;
    if (job.reached && this.#last === now) this.#forgetRows(FEWER);
    return seen;
  }

  /** The last scan, if it was of this and has read all: it can go on. */
  async #ended(place: LogPlace & { range: LogRange }): Promise<LogJob | null> {
    const last = this.#last;
    if (last?.place !== placeKey(place) || last.range !== JSON.stringify(place.range)) return null;
    if (last.signal.aborted) await last.ended;
    return last.over && last.job.whole && last === this.#last ? last.job : null;
  }

  async #job(place: LogPlace & { range: LogRange }, run: LogRun): Promise<LogJob> {
    const { paths, range } = await this.#where(place, place.range);
    const { session } = await this.#open(place.serverId);
    const flush = new LogFlush(place.paths.length === 0 ? session.gateway : {});
    const opened = place.paths.length > 0;
    return new LogJob({ session, site: place.site, paths, opened, range, runner: this.#runner, flush }, run);
  }

  /** The first question of a range looks through the logs; the next ones read only the rows asked for. */
  async rows(
    query: LogRowQuery,
    offset: number,
    limit: number,
  ): Promise<{ total: number; more: number; rows: LogRow[] }> {
    const index = await this.#index(query, offset === 0);
    return { total: index.length, more: index.more, rows: await index.read(offset, limit) };
  }

  /** Writes the rows as CSV, a few at a time. Throws `write-failed`. */
  async export(
    query: LogRowQuery,
    file: string,
    progress: (progress: JobProgress<'logs.export'>) => void,
    signal: AbortSignal,
  ): Promise<JobDone<'logs.export'>> {
    const index = await this.#index(query, false);
    const out = createWriteStream(file);
    const failed = (error: unknown) =>
      new AppError('write-failed', `${file} could not be written: ${fsReason(error)}.`);
    const ended = finished(out).catch((error: unknown) => {
      throw failed(error);
    });
    ended.catch(() => undefined);
    let rows = 0;
    out.write(`\uFEFF${csvHead()}`);
    while (rows < index.length && !signal.aborted && !out.errored) {
      const some = await index.read(rows, EXPORT_ROWS);
      rows += some.length;
      if (!out.write(some.map(csvRow).join(''))) await Promise.race([once(out, 'drain'), ended]);
      progress({ rows, total: index.length });
    }
    out.end();
    await ended;
    return { file, rows };
  }

  #index(query: LogRowQuery, anew: boolean): Promise<RowIndex> {
    const key = JSON.stringify(query);
    const last = this.#rows?.key === key ? this.#rows : null;
    if (last && !anew) return last.index;
    if (!last) this.#forgetRows();
    const stop = last?.stop ?? new AbortController();
    const index = this.#where(query, query.range).then(async ({ paths, range }) => {
      const before = (await last?.index.catch(() => null)) ?? null;
      const reached = this.#last?.place === placeKey(query) ? this.#last.job.reached : null;
      const question = { range, status: query.status, reason: query.reason, reached };
      return RowIndex.build(paths, question, this.#runner, stop.signal, before).catch((error: unknown) => {
        if (stop.signal.reason === FEWER) return this.#index(query, false);
        throw error;
      });
    });
    this.#rows = { key, index, stop };
    return index;
  }

  /** Ends the look for rows, too: others are wanted, or it is not known yet which. */
  #forgetRows(why?: typeof FEWER): void {
    this.#rows?.stop.abort(why);
    this.#rows = null;
  }

  async #where(place: LogPlace, range: LogRange): Promise<{ paths: readonly string[]; range: TimeRange }> {
    if (place.paths.length > 0) return { paths: place.paths, range };
    const { session } = await this.#open(place.serverId);
    const { config } = await session.snapshot();
    const id = config.findSite(place.site)?.id;
    const { paths } = await this.sources(place.serverId, place.site);
    // The practice server's clock may run ahead of the files' own times.
    const old = session.entry.kind === 'practice' || range.since === null;
    return {
      paths,
      range: {
        ...range,
        ...(typeof id === 'number' ? { site: id } : {}),
        ...(old ? {} : { writtenSince: (range.since ?? 0) - 86_400 }),
      },
    };
  }

  async dispose(): Promise<void> {
    this.#forgetRows();
    await this.#runner.close();
  }
}
