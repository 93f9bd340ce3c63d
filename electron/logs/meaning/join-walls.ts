import type { SocketsWire } from '../sums/sockets';
import { DRAIN_SECONDS, ownClient } from './name-walls';
import type { WallRange } from './walls';

/** Walls that are one recycle; `ended` is the sum of its steps, `open` and `at` those of the first. */
export interface JoinedWall extends WallRange {
  steps: { at: number; ended: number }[];
}

/** Rows are written a little later than their sockets are cut. */
const LATE_SECONDS = 5;

/**
 * A recycle cuts some sockets when it begins and the others when their time to leave is over: walls within that time of
 * the first are its steps. `drains` are the times that pools are known to give (`processModel.shutdownTimeLimit`).
 */
export function joinWalls(
  walls: readonly WallRange[],
  sockets: SocketsWire,
  drains: readonly number[] = [],
): JoinedWall[] {
  const reach = Math.max(DRAIN_SECONDS, ...drains) + LATE_SECONDS;
  const joined: JoinedWall[] = [];
  let open: JoinedWall | null = null;
  for (const wall of walls) {
    const alone = ownClient(wall, sockets) !== 0;
    const step = { at: wall.at, ended: wall.ended };
    if (open && !alone && wall.at - open.at <= reach && siteOf(wall, sockets) === siteOf(open, sockets)) {
      open.to = wall.to;
      open.ended += wall.ended;
      open.members.push(...wall.members);
      open.steps.push(step);
      continue;
    }
    const begun: JoinedWall = { ...wall, members: [...wall.members], steps: [step] };
    joined.push(begun);
    if (!alone) open = begun;
  }
  // New ones may have come between the steps.
  for (const wall of joined) if (wall.open !== null && wall.open < wall.ended) wall.open = null;
  return joined;
}

/** The site of all of them; 0 where they are of several. */
function siteOf({ members }: WallRange, { site }: SocketsWire): number {
  const sites = new Set(members.map((place) => site[place] ?? 0));
  const [only = 0] = sites;
  return sites.size === 1 ? only : 0;
}
