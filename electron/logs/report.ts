import { count, number } from '../../shared/words';
import { nameText } from './formats/row';
import { DEFAULT_TIMEOUTS, knownTimeout, peakSentence, shownMs } from './meaning/name-peaks';
import type { KnownTimeout } from './meaning/name-peaks';
import { wallSentence } from './meaning/name-walls';
import type { KnownRecycle } from './meaning/name-walls';
import { findPeaks } from './meaning/peaks';
import { endedTogether, findWalls } from './meaning/walls';
import type { LogScan } from './scan/log-scan';
import { percentile } from './sums/lives';
import type { Names } from './sums/names';
import { statusName } from './sums/statuses';

/** What `switchboard logs --json` prints: an interface to scripts, so nothing in it changes its name. */
export interface LogReport {
  /** Files that were read, at least in part. */
  files: number;
  /** Of log text: of a compressed log, what was in it. */
  bytes: number;
  /** Data lines: neither empty nor a directive. */
  lines: number;
  /** Data lines whose status isn't three digits where #Fields puts it. */
  malformed: number;
  unreadable: { file: string; reason: string }[];
  /** "101.0" → count; only "404" where the log has no substatus. */
  statuses: Record<string, number>;
  /** HTTPERR's reasons. */
  reasons: Record<string, number>;
  /** Of 101, in ms, nearest-rank; null where no life is known. */
  lifetimesMs: { count: number; p50: number | null; p95: number | null; max: number | null };
  /** `at` is the log's own time, "2026-11-24T03:00:00Z". */
  walls: { at: string; ended: number; sentence: string }[];
  peaks: { ms: number; count: number; sentence: string }[];
}

/**
 * What was not looked at, and what was left out of the sums so that their size stays bounded, in sentences; counts by status
 * are always exact.
 */
export function leftOut({ tally, skipped }: LogScan): string[] {
  const said: string[] = [];
  if (skipped.size > 0)
    said.push(
      `${count(skipped.size, 'file')} ${skipped.size === 1 ? 'was' : 'were'} not opened: last written more than a day before this time, so without a row of it.`,
    );
  if (tally.sockets.leftOut > 0)
    said.push(
      `${count(tally.sockets.leftOut, 'socket')} that ended in quiet seconds were left out when walls were looked for; counts and lives have them.`,
    );
  for (const [names, what] of [
    [tally.clients, 'clients'],
    [tally.urls, 'URLs'],
    [tally.sites, 'sites'],
    [tally.queues, 'pools'],
  ] as const)
    if (names.forgotten > 0)
      said.push(
        `${number(names.forgotten)} ${what} with the fewest rows were forgotten: there were too many different ones.`,
      );
  return said;
}

/** What a configuration knows of the server whose logs these are. */
export interface Known {
  timeouts?: readonly KnownTimeout[];
  recycles?: readonly KnownRecycle[];
}

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

/** Names by number. */
const lookup =
  (names: Names, unknown: string) =>
  (id: number): string => {
    const name = names.nameOf(id);
    return name === null ? unknown : nameText(name);
  };

export function logReport({ files, tally, unreadable }: LogScan, known: Known = {}): LogReport {
  const lives = tally.lives.counts();
  const has = tally.lives.count > 0;
  const sockets = tally.sockets.view();
  const timeouts = known.timeouts ?? DEFAULT_TIMEOUTS;
  const peaks = findPeaks(lives).filter(
    (peak) => knownTimeout(peak, timeouts) !== undefined || !endedTogether(sockets, peak.from, peak.to),
  );
  const client = lookup(tally.clients, 'one that is no longer known');
  const site = lookup(tally.sites, 'a site');
  const walls = findWalls(sockets, (life) => peaks.some(({ from, to }) => life >= from && life <= to));
  return {
    files,
    bytes: tally.bytes,
    lines: tally.lines,
    malformed: tally.malformed,
    unreadable: unreadable.map(({ file, reason }) => ({ file, reason })),
    statuses: Object.fromEntries(
      [...tally.statuses].sort(([a], [b]) => a - b).map(([key, count]) => [statusName(key), count]),
    ),
    reasons: Object.fromEntries(
      [...tally.reasons].map(([name, count]): [string, number] => [nameText(name), count]).sort(byName),
    ),
    lifetimesMs: {
      count: tally.lives.count,
      p50: has ? percentile(lives, 0.5) : null,
      p95: has ? percentile(lives, 0.95) : null,
      max: has ? tally.lives.max : null,
    },
    walls: walls.map((wall) => ({
      at: new Date(wall.at * 1000).toISOString().replace('.000Z', 'Z'),
      ended: wall.ended,
      sentence: wallSentence(wall, sockets, { client, site }, known.recycles),
    })),
    peaks: peaks.map((peak) => ({
      ms: shownMs(peak.ms),
      count: peak.count,
      sentence: peakSentence(peak, tally.lives.count, sockets, client, timeouts),
    })),
  };
}
