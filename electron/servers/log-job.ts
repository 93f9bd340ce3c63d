import { setTimeout as pause } from 'node:timers/promises';
import type { JobProgress } from '../../shared/contract';
import type { LogView } from '../../shared/model/logs';
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
  config: ServerConfig;
  site: string;
  paths: readonly string[];
  /** Whether somebody chose them: then they may be of any server. */
  opened: boolean;
  range: TimeRange;
  runner: Runner;
  flush: LogFlush;
  progress: (progress: ScanProgress) => void;
  signal: AbortSignal;
}

/** One scan of a site's logs for the page, and what comes behind it when it is followed. */
export class LogJob {
  readonly #options: LogJobOptions;
  readonly #begun = performance.now();
  readonly #follower = new LogFollower();
  #read = 0;
  /** Bytes of all files; 0: not known yet. */
  #total = 0;
  #nextView = this.#begun + FIRST_VIEW_MS;

  constructor(options: LogJobOptions) {
    this.#options = options;
  }

  /** Ends with what was read when it is cancelled; following, that is its only end. */
  async run(follow: boolean): Promise<LogView> {
    const { paths, range, runner, signal, flush } = this.#options;
    if (follow) void flush.step();
    void sizeOf(paths, range).then((bytes) => (this.#total = bytes));
    const scan = await scanLogs(paths, runner, {
      range,
      signal,
      ...(follow ? { onFile: this.#follower.note } : {}),
      onPart: (sofar, bytes) => {
        this.#read = bytes;
        if (performance.now() >= this.#nextView) this.#tell(sofar, 'reading');
      },
    });
    if (!signal.aborted) {
      this.#tell(scan, 'reading');
      await countSocketPages(paths, scan, runner, { range, signal });
    }
    if (follow && !signal.aborted) await this.#follow(scan);
    return this.#view(scan);
  }

  async #follow(scan: LogScan): Promise<void> {
    const { paths, range, runner, signal, flush } = this.#options;
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
    this.#options.progress({
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
    return flush.refused === null ? seen : { ...seen, leftOut: [...seen.leftOut, flush.refused] };
  }

  /** What the site's settings tell of these logs: nothing where they aren't known to be its own. */
  #known(scan: LogScan): Known {
    const { session, config, site, opened } = this.#options;
    if (opened && !areOf(scan, config.findSite(site)?.id)) return {};
    const { times } = scan.tally.times.wire();
    const span = { from: times[0] ?? 0, to: times.at(-1) ?? 0, local: scan.tally.localRows > 0 };
    return knownOf(logServer(session), config, site, span);
  }
}

async function sizeOf(paths: readonly string[], range: TimeRange): Promise<number> {
  let sum = 0;
  for await (const file of findFiles(paths, [])) sum += mayHold(file, range) ? file.size : 0;
  return sum;
}
