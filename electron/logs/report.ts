import { count, number } from '../../shared/words';
import { nameText } from './formats/row';
import { shownMs } from './meaning/name-peaks';
import { analysed } from './analysis';
import type { Analysis, Known } from './analysis';
import type { LogScan } from './scan/log-scan';
import { percentile } from './sums/lives';
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
  /** `at` is the log's own time, "2026-11-24T03:00:00Z"; without the Z where that is a local time (IIS format). */
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
      `${count(tally.sockets.leftOut, 'socket')} that ended in quiet seconds are known by time and life only: whose they were was left out.`,
    );
  if (tally.moments.lost)
    said.push('Walls were not looked for: the rows have too many different times; choose a shorter time.');
  if (tally.tests.count > 0)
    said.push(
      `${count(tally.tests.count, 'socket')} below two seconds ${tally.tests.count === 1 ? 'was a handshake test' : 'were handshake tests'} of IIS Switchboard itself; peaks were looked for without ${tally.tests.count === 1 ? 'it' : 'them'}.`,
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

const byName = ([a]: [string, number], [b]: [string, number]): number => (a < b ? -1 : 1);

/** The report of a scan; `found` is its analysis where somebody has it already. */
export function logReport(
  scan: LogScan,
  known: Known = {},
  found: Analysis = analysed(scan, known),
): LogReport {
  const { files, tally, unreadable } = scan;
  const lives = tally.lives.counts();
  const has = tally.lives.count > 0;
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
    walls: found.walls.map(({ at, ended, sentence }) => ({
      at: new Date(at * 1000).toISOString().replace('.000Z', found.clock === ' UTC' ? 'Z' : ''),
      ended,
      sentence,
    })),
    peaks: found.peaks.map(({ ms, count, sentence }) => ({ ms: shownMs(ms), count, sentence })),
  };
}
