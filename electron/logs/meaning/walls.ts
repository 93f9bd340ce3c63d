import type { SocketsWire } from '../sums/sockets';

/** A second, or a few one after another, in which far more sockets ended than around it. */
export interface WallRange {
  /** Seconds since 1970: the first. */
  at: number;
  /** The last of them, included. */
  to: number;
  ended: number;
  /** Sockets that were open then, as far as the log knows: those that ended later are in it only when they have. */
  open: number;
  /** Places of the ended sockets. */
  members: number[];
}

const LEAST = 5;
/** A wall is so many times as high as what usually ends in its time, and no chance of a Poisson process, either. */
const STANDS_OUT = 4;
const NO_CHANCE = (usual: number): number => usual + 6 * Math.sqrt(usual) + 4;
/** Seconds before and behind that say what is usual. */
const AROUND = 300;
const MOST_WALLS = 50;
const TOGETHER = 0.6;

/**
 * The walls of a scan, in order of time. `timed` tells the sockets that a time-out ended: when those that came back
 * together after a wall are cut together again, that is no second wall.
 */
export function findWalls(sockets: SocketsWire, timed: (life: number) => boolean): WallRange[] {
  const { second, life } = sockets;
  const seconds: number[] = [];
  const ends = new Map<number, number>();
  second.forEach((at, place) => {
    if (at === 0 || timed(life[place] ?? -1)) return;
    const before = ends.get(at);
    ends.set(at, (before ?? 0) + 1);
    if (before === undefined) seconds.push(at);
  });
  seconds.sort((a, b) => a - b);
  const counts = seconds.map((at) => ends.get(at) ?? 0);
  const found: { at: number; to: number; height: number }[] = [];
  for (let place = 0; place < seconds.length; place += 1) {
    const high = counts[place] ?? 0;
    if (high < LEAST) continue;
    const around = usual(seconds, counts, place);
    if (high < STANDS_OUT * around || high < NO_CHANCE(around)) continue;
    const last = lastOf(seconds, counts, place);
    const at = seconds[place] ?? 0;
    const height = counts.slice(place, last + 1).reduce((sum, count) => sum + count, 0);
    found.push({ at, to: seconds[last] ?? at, height });
    place = last;
  }
  return found
    .sort((a, b) => b.height - a.height)
    .slice(0, MOST_WALLS)
    .sort((a, b) => a.at - b.at)
    .map(({ at, to }) => {
      const members = endedIn(sockets, at, to);
      return { at, to, ended: members.length, open: openAt(sockets, at), members };
    });
}

/** All that ended then, those of a time-out, too: what was to be cut anyway was cut. */
function endedIn({ second }: SocketsWire, from: number, to: number): number[] {
  const members: number[] = [];
  second.forEach((at, place) => {
    if (at >= from && at <= to) members.push(place);
  });
  return members;
}

/** How many end in a second around this one, the seconds next to it left out. */
function usual(seconds: readonly number[], counts: readonly number[], place: number): number {
  const middle = seconds[place] ?? 0;
  let ended = 0;
  for (const step of [-1, 1])
    for (let at = place + step; ; at += step) {
      const distance = Math.abs((seconds[at] ?? Infinity) - middle);
      if (distance > AROUND) break;
      if (distance > 5) ended += counts[at] ?? 0;
    }
  return ended / (2 * (AROUND - 5));
}

/** The cut of many sockets is logged over some seconds: those that follow without a gap and are still high. */
function lastOf(seconds: readonly number[], counts: readonly number[], first: number): number {
  let highest = counts[first] ?? 0;
  let last = first;
  while ((seconds[last + 1] ?? Infinity) - (seconds[last] ?? 0) <= 1) {
    const next = counts[last + 1] ?? 0;
    if (next < 2 || next < highest / 10) break;
    highest = Math.max(highest, next);
    last += 1;
  }
  return last;
}

/**
 * Whether most sockets with these lives ended at one moment: they had been opened together and were cut together, so
 * their equal lives say nothing of a time-out.
 */
export function endedTogether({ second, life }: SocketsWire, from: number, to: number): boolean {
  const ends = new Map<number, number>();
  let all = 0;
  life.forEach((ms, place) => {
    const at = second[place] ?? 0;
    if (ms < from || ms > to || at === 0) return;
    all += 1;
    ends.set(at, (ends.get(at) ?? 0) + 1);
  });
  return [...ends].some(([at, count]) => count + (ends.get(at + 1) ?? 0) > all * TOGETHER);
}

/** Sockets that began before this second and ended in it or later. */
function openAt({ second, life }: SocketsWire, at: number): number {
  let open = 0;
  second.forEach((end, place) => {
    const lived = life[place] ?? -1;
    if (end >= at && (lived < 0 ? end === at : end - lived / 1000 < at)) open += 1;
  });
  return open;
}
