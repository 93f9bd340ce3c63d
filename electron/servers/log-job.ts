import { setTimeout as pause } from 'node:timers/promises';
import type { JobProgress } from '../../shared/contract';
import type { LogView } from '../../shared/model/logs';
import { number } from '../../shared/words';
import type { ServerConfig } from '../iis/config';
import type { Known } from '../logs/analysis';
import { findFiles, mayHold } from '../logs/scan/find-files';
import { LogFollower } from '../logs/scan/follow';
import { scanLogs } from '../logs/scan/log-scan';
import type { LogScan } from '../logs/scan/log-scan';
import type { Runner } from '../logs/scan/runner';
import { countSocketPages } from '../logs/scan/socket-pages';
import type { TimeRange } from '../logs/scan/task';
import { logView } from '../logs/view';
import type { LogFlush } from './log-flush';
import { areOf, knownOf, logServer } from './log-known';
import type { ServerSession } from './server-session';

type ScanProgress = JobProgress<'logs.scan'>;
const FOLLOW_MS = 1000;
/** A view of many sockets takes its time: of all time at most a fifth goes into views. */
const SHARE = 5;
const FIRST_VIEW_MS = 40;
const LEAST_BETWEEN_MS = 250;

interface LogJobOptions {
  session: ServerSession;
  site: string;
  paths: readonly string[];
  /** Whether somebody chose them: then they may be of any server. */
  opened: boolean;
  range: TimeRange;
  runner: Runner;
  flush: LogFlush;
}

/** Of one run: who hears of it and how it is ended, and the configuration that names what is found. */
export interface LogRun {
  config: ServerConfig;
  progress: (progress: ScanProgress) => void;
  signal: AbortSignal;
}

/** One scan of a site's logs for the page, and what comes behind it as often as it is followed. */
export class LogJob {
  readonly #options: LogJobOptions;
  readonly #follower = new LogFollower();
  #run: LogRun;
  #begun = 0;
  #read = 0;
  /** Bytes of all files; 0: not known yet. */
  #total = 0;
  #nextView = 0;
  /** Once all was read. */
  #whole: LogScan | null = null;
  #pagesCounted = false;
  #reached: ReadonlyMap<string, number> | null = null;

  constructor(options: LogJobOptions, run: LogRun) {
    this.#options = options;
    this.#run = run;
  }

  /** All was read: it can go on with following. */
  get whole(): boolean {
    return this.#whole !== null;
  }

  /** Of a scan that was cancelled how far it was, see `LogScan`; null: all was read. */
  get reached(): ReadonlyMap<string, number> | null {
    return this.#reached;
  }

  /** Follows what was read before, with nothing read again. */
  goOn(run: LogRun): Promise<LogView> {
    this.#run = run;
    return this.run(true);
  }

  /** Ends with what was read when it is cancelled, also where logs are gone since; following, that is its only end. */
  async run(follow: boolean): Promise<LogView> {
    const { paths, range, runner, flush } = this.#options;
    const { signal } = this.#run;
    this.#begun = performance.now();
    this.#nextView = this.#begun + FIRST_VIEW_MS;
    if (follow) void flush.step();
    const scan = this.#whole ?? (await this.#scan());
    if (!signal.aborted && !this.#pagesCounted) {
      this.#tell(scan, 'reading');
      await countSocketPages(paths, scan, runner, { range, signal });
      this.#pagesCounted = !signal.aborted;
    }
    if (follow && !signal.aborted) await this.#follow(scan);
    return this.#view(scan);
  }

  async #scan(): Promise<LogScan> {
    const { paths, range, runner } = this.#options;
    const { signal } = this.#run;
    void sizeOf(paths, range).then((bytes) => (this.#total = bytes));
    const scan = await scanLogs(paths, runner, {
      range,
      signal,
      onFile: this.#follower.note,
      onPart: (sofar, bytes) => {
        this.#read = bytes;
        if (performance.now() >= this.#nextView) this.#tell(sofar, 'reading');
      },
    });
    if (scan.state === 'whole') this.#whole = scan;
    else this.#reached = scan.reached;
    return scan;
  }

  async #follow(scan: LogScan): Promise<void> {
    const { paths, range, runner, flush } = this.#options;
    const { signal } = this.#run;
    this.#tell(scan, 'following');
    let { refused } = flush;
    const waited = () =>
      pause(FOLLOW_MS, undefined, { signal }).then(
        () => true,
        () => false,
      );
    while (await waited()) {
      await flush.step();
      const added = await this.#follower.step(paths, scan, runner, range, signal);
      if (!added && refused === flush.refused) continue;
      ({ refused } = flush);
      this.#read = scan.tally.bytes;
      this.#tell(scan, 'following');
    }
  }

  #tell(scan: LogScan, state: ScanProgress['state']): void {
    const now = performance.now();
    this.#run.progress({
      read: this.#read,
      total: this.#total === 0 ? 0 : Math.max(this.#total, this.#read),
      elapsedMs: now - this.#begun,
      state,
      view: this.#view(scan),
    });
    this.#nextView = performance.now() + Math.max(LEAST_BETWEEN_MS, SHARE * (performance.now() - now));
  }

  #view(scan: LogScan): LogView {
    const { flush } = this.#options;
    const seen = logView(scan, this.#known(scan));
    const said = [this.#cancelled(scan), flush.refused].filter((each) => each !== null);
    return { ...seen, leftOut: [...said, ...seen.leftOut] };
  }

  #cancelled({ state }: LogScan): string | null {
    if (state === 'cancelled') {
      const of = this.#total > this.#read ? ` of ${sizeText(this.#total)}` : '';
      return `The scan was cancelled after ${sizeText(this.#read)}${of}: sums and rows are of that part only.`;
    }
    return state === 'whole' && this.#run.signal.aborted && !this.#pagesCounted
      ? 'The scan was cancelled before it was counted how often the paths of sockets were answered 200; all else is whole.'
      : null;
  }

  /** What the site's settings tell of these logs: nothing where they aren't known to be its own. */
  #known(scan: LogScan): Known {
    const { session, site, opened } = this.#options;
    const { config } = this.#run;
    if (opened && !areOf(scan, config.findSite(site)?.id)) return {};
    const { times } = scan.tally.times.wire();
    const span = { from: times[0] ?? 0, to: times.at(-1) ?? 0, local: scan.tally.localRows > 0 };
    return knownOf(logServer(session), config, site, span);
  }
}

const MEGABYTE = 1024 * 1024;
const sizeText = (bytes: number): string =>
  bytes < MEGABYTE ? `${number(Math.ceil(bytes / 1024))} KB` : `${number(Math.round(bytes / MEGABYTE))} MB`;

async function sizeOf(paths: readonly string[], range: TimeRange): Promise<number> {
  let sum = 0;
  for await (const file of findFiles(paths, [])) sum += mayHold(file, range) ? file.size : 0;
  return sum;
}
