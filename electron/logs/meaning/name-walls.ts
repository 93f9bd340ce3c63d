import { number } from '../../../shared/words';
import type { SocketsWire } from '../sums/sockets';
import type { WallRange } from './walls';
import { mostOf, stamp } from './words';

/** A recycle that a pool's schedule asks for, in the log's own clock (a schedule is in the server's time, W3C in UTC). */
export interface KnownRecycle {
  pool: string;
  /** Seconds since 1970 at which it begins. */
  at: number;
  /** How long its sockets may still drain (`processModel.shutdownTimeLimit`). */
  drainSeconds: number;
  /** Whether WAS wrote it into the event log, so that it did happen; else a schedule has it. */
  noted?: boolean;
}

const LATE_SECONDS = 5;
/** `processModel.shutdownTimeLimit` when nobody changed it. */
const DRAIN_SECONDS = 90;
const MOST = 0.8;

/** A wall in one sentence: when, how many of the open ones, and what that is. */
export function wallSentence(
  wall: WallRange,
  sockets: SocketsWire,
  names: { client: (id: number) => string; site: (id: number) => string },
  recycles: readonly KnownRecycle[] = [],
): string {
  const length = wall.to - wall.at + 1;
  const site = commonSite(wall, sockets, names.site);
  const said = `At ${stamp(wall.at)} UTC, ${number(wall.ended)} of the ${number(Math.max(wall.open, wall.ended))} open sockets${site} ended within ${length === 1 ? 'one second' : `${length} s`}`;
  const client = mostOf(wall.members.map((place) => sockets.client[place] ?? 0));
  const several = mostOf(sockets.client).count < MOST * sockets.client.length;
  if (several && client.count >= MOST * wall.ended)
    return `${said}: they are of one client, ${names.client(client.id)}; it, or its network, went away.`;
  const known = recycles.find(
    ({ at, drainSeconds }) => near(wall.at, at) || near(wall.at, at + drainSeconds),
  );
  if (known?.noted) return `${said}: the recycle of ${known.pool} that WAS noted at ${stamp(known.at)}.`;
  if (known) return `${said}: the recycle of ${known.pool} that its schedule has at ${stamp(known.at)}.`;
  return `${said}: a recycle, ${onTheMinute(wall.at)}or a stop or deployment of the application.`;
}

const near = (at: number, planned: number): boolean => at >= planned && at <= planned + LATE_SECONDS;

/** Schedules (recycling.periodicRestart.schedule) have whole minutes; sockets are cut then or after draining. */
function onTheMinute(at: number): string {
  if (at % 60 < 2) return 'by a schedule as it is on the minute, ';
  const begun = at - DRAIN_SECONDS;
  return begun % 60 < 2
    ? `begun at ${stamp(begun)} by a schedule as that is on the minute and sockets have ${DRAIN_SECONDS} s to leave, `
    : '';
}

function commonSite(wall: WallRange, { site }: SocketsWire, nameOf: (id: number) => string): string {
  const sites = new Set(wall.members.map((place) => site[place] ?? 0));
  const [only] = sites;
  return sites.size === 1 && only ? ` of ${nameOf(only)}` : '';
}
