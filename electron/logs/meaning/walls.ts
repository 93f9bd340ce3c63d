import type { Moments } from '../sums/moments';
import type { SocketsWire } from '../sums/sockets';
import { countBelow } from '../sums/sorted';
import { usualAround } from './usual';
import type { Stretch } from './usual';

/** A second, or a few one after another, in which far more sockets ended than around it. */
export interface WallRange {
  /** Seconds since 1970: the first. */
  at: number;
  /** The last of them, included. */
  to: number;
  ended: number;
  /** Sockets that were open then; null where the log can't tell. */
  open: number | null;
  /** Places of the ended sockets that are still known one by one. */
  members: number[];
}

const LEAST = 5;
/** A wall is so many times as high as what usually ends in its time, and no chance of a Poisson process, either. */
const STANDS_OUT = 4;
const NO_CHANCE = (usual: number): number => usual + 6 * Math.sqrt(usual) + 4;
/** What belongs to a wall once there is one. */
const UNUSUAL = (usual: number): number => usual + 3 * Math.sqrt(usual) + 1;
/** What goes on for longer is a load, not a cut. */
const LONGEST = 30;
const MOST_WALLS = 50;
const TOGETHER = 0.6;

/**
 * The walls of a scan, in order of time; `range` is what was asked for. `timed` tells the sockets that a time-out ended:
 * when those that came back together after a wall are cut together again, that is no second wall.
 */
export function findWalls(
  moments: Moments,
  sockets: SocketsWire,
  range: Stretch,
  timed: (life: number) => boolean,
): WallRange[] {
  const cut = timedEnds(sockets, timed);
  const ends = {
    first: moments.firstEnd,
    last: moments.lastEnd,
    firstBegin: moments.firstBegin,
    at: (second: number): number => moments.endedAt(second) - cut.in(second, second + 1),
    in: (from: number, to: number): number => Math.max(0, moments.endedIn(from, to) - cut.in(from, to)),
  };
  const found: { at: number; to: number; height: number }[] = [];
  let behind = -1;
  for (const { second } of moments.busy(LEAST)) {
    const high = ends.at(second);
    if (second <= behind || high < LEAST) continue;
    const usual = usualAround(ends, second, range);
    if (usual === null || high < STANDS_OUT * usual || high < NO_CHANCE(usual)) continue;
    const to = lastOf(ends.at, second, usual);
    behind = to;
    if (to - second < LONGEST) found.push({ at: second, to, height: ends.in(second, to + 1) });
  }
  return found
    .sort((a, b) => b.height - a.height)
    .slice(0, MOST_WALLS)
    .sort((a, b) => a.at - b.at)
    .map(({ at, to }) => wallOf(moments, sockets, at, to));
}

/** All that ended then, those of a time-out, too: what was to be cut anyway was cut. */
function wallOf(moments: Moments, sockets: SocketsWire, at: number, to: number): WallRange {
  const members: number[] = [];
  sockets.second.forEach((end, place) => {
    if (end >= at && end <= to) members.push(place);
  });
  let ended = 0;
  for (let second = at; second <= to; second += 1) ended += moments.endedAt(second);
  const lived = members.every((place) => (sockets.life[place] ?? -1) >= 0);
  const open = lived ? moments.openAt(at) : null;
  // Of sockets that began in the very seconds of the wall it can't be said.
  return { at, to, ended, open: open === null || open < ended ? null : open, members };
}

/** The cut of many sockets is logged over some seconds: those that follow without a gap and are still high. */
function lastOf(endsAt: (second: number) => number, first: number, usual: number): number {
  let highest = endsAt(first);
  for (let last = first; ; last += 1) {
    const next = endsAt(last + 1);
    if (next < 2 || next < highest / 10 || next < UNUSUAL(usual)) return last;
    highest = Math.max(highest, next);
  }
}

/** How many sockets of a time-out ended in [from, to), of those that are known one by one. */
function timedEnds(
  { second, life }: SocketsWire,
  timed: (life: number) => boolean,
): { in: (from: number, to: number) => number } {
  const ends = second.filter((_, place) => timed(life[place] ?? -1)).sort();
  return { in: (from, to) => countBelow(ends, to) - countBelow(ends, from) };
}

/**
 * Whether most of these `count` sockets with lives from `from` to `to` ended at one moment: they had been opened together
 * and were cut together, so their equal lives say nothing of a time-out.
 */
export function endedTogether(
  { second, life }: SocketsWire,
  { from, to, count }: { from: number; to: number; count: number },
): boolean {
  const ends = new Map<number, number>();
  let all = 0;
  life.forEach((ms, place) => {
    const at = second[place] ?? 0;
    if (ms < from || ms > to || at === 0) return;
    all += 1;
    ends.set(at, (ends.get(at) ?? 0) + 1);
  });
  const most = Math.max(all, count);
  return [...ends].some(([at, ended]) => ended + (ends.get(at + 1) ?? 0) > most * TOGETHER);
}
