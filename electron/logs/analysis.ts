import { nameText } from './formats/row';
import { DEFAULT_TIMEOUTS, knownTimeout, matters, peakSentence } from './meaning/name-peaks';
import type { KnownTimeout } from './meaning/name-peaks';
import { wallSentence } from './meaning/name-walls';
import type { KnownRecycle, WallNames } from './meaning/name-walls';
import { joinWalls } from './meaning/join-walls';
import type { JoinedWall } from './meaning/join-walls';
import { findPeaks } from './meaning/peaks';
import type { PeakRange } from './meaning/peaks';
import type { LogClock } from './meaning/words';
import { endedTogether, findWalls } from './meaning/walls';
import type { LogScan } from './scan/log-scan';
import type { Names } from './sums/names';
import type { Tally } from './sums/tally';

/** What a configuration knows of the server whose logs these are. */
export interface Known {
  timeouts?: readonly KnownTimeout[];
  recycles?: readonly KnownRecycle[];
  /** Whether `recycles` has all that the pools' schedules ask for. */
  complete?: boolean;
  /** Of the pools: how long sockets may drain, in seconds. */
  drains?: readonly number[];
  /** Sites by the name that logs have for them: "W3SVC1" → "Echo". */
  sites?: ReadonlyMap<string, string>;
}

/** What stands out in a scan, each with its sentence. */
export interface Analysis {
  walls: (JoinedWall & { sentence: string; cutAtEnd: boolean })[];
  peaks: (PeakRange & { sentence: string })[];
  clock: LogClock;
}

/** Names by number. */
const lookup =
  (names: Names, unknown: string) =>
  (id: number): string => {
    const name = names.nameOf(id);
    return name === null ? unknown : nameText(name);
  };

/** Sockets by a name's number, of the names that could make a peak. */
function socketsOf(names: Names): (id: number) => number {
  const known = new Map(names.top(1000).map(({ id, sockets }) => [id, sockets]));
  return (id) => known.get(id) ?? 0;
}

/** IIS format has the server's local time; rows of both kinds in one scan have no common clock. */
function clockOf({ localRows, times }: Tally): LogClock {
  if (localRows === 0) return ' UTC';
  const rows = times.wire().counts.reduce((sum, count) => sum + count, 0);
  return localRows >= rows ? ' local time' : '';
}

/** Looks for the walls and peaks of a scan and names them. */
export function analysed({ tally, range }: LogScan, known: Known): Analysis {
  const sockets = tally.sockets.view();
  const timeouts = known.timeouts ?? DEFAULT_TIMEOUTS;
  const peaks = findPeaks(tally.lives.without(tally.tests)).filter(
    (peak) =>
      matters(peak, tally.agents > 0) &&
      (knownTimeout(peak, timeouts) !== undefined || !endedTogether(sockets, peak)),
  );
  const timed = (life: number): boolean => peaks.some(({ from, to }) => life >= from && life <= to);
  const walls = joinWalls(findWalls(tally.moments, sockets, range, timed), sockets, known.drains);
  const client = lookup(tally.clients, 'one that is no longer known');
  const site = lookup(tally.sites, 'a site');
  const clock = clockOf(tally);
  const cutAtEnd = range.until !== null;
  const names: WallNames = {
    client,
    site: (id) => known.sites?.get(site(id)) ?? site(id),
    clock,
    cutAtEnd,
    recycles: known.recycles ?? [],
    complete: known.complete === true,
  };
  const total = tally.lives.count - tally.tests.count;
  const clients = { name: client, sockets: socketsOf(tally.clients) };
  return {
    walls: walls.map((wall) => ({ ...wall, cutAtEnd, sentence: wallSentence(wall, sockets, names) })),
    peaks: peaks.map((peak) => ({
      ...peak,
      sentence: peakSentence(peak, total, sockets, clients, timeouts),
    })),
    clock,
  };
}
