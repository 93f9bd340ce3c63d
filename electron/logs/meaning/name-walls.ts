import { list, number } from '../../../shared/words';
import type { SocketsWire } from '../sums/sockets';
import type { JoinedWall } from './join-walls';
import { mostOf, stamp } from './words';
import type { LogClock } from './words';

/** A recycle that a pool's schedule asks for, in the log's own clock (a schedule is in the server's time, W3C in UTC). */
export interface KnownRecycle {
  pool: string;
  /** Seconds since 1970 at which it begins. */
  at: number;
  /** How long its sockets may still drain (`processModel.shutdownTimeLimit`). */
  drainSeconds: number;
  /** Whether WAS wrote it into the event log, so that it did happen; else a schedule has it. */
  noted?: boolean;
  /** When, as the configuration has it: "03:00, the server's own time"; without it, `at`. */
  said?: string;
}

/** What sentences call what a log has by number, and what is known of the server. */
export interface WallNames {
  client: (id: number) => string;
  site: (id: number) => string;
  clock: LogClock;
  /** Whether the log was cut at its end by the range that was asked for: then more sockets were open than it tells. */
  cutAtEnd: boolean;
  recycles: readonly KnownRecycle[];
  /** Whether `recycles` has all that the pools' schedules ask for: then no other schedule is guessed. */
  complete: boolean;
}

const LATE_SECONDS = 5;
/** `processModel.shutdownTimeLimit` when nobody changed it. */
export const DRAIN_SECONDS = 90;
export const MOST = 0.8;

/** A wall in one sentence: when, how many of the open ones, and what that is. */
export function wallSentence(wall: JoinedWall, sockets: SocketsWire, names: WallNames): string {
  const { client, recycles, complete, clock } = names;
  const said = `At ${stamp(wall.at)}${clock}, ${share(wall, names)}${ofSite(wall, sockets, names.site)} ended ${within(wall)}`;
  const only = ownClient(wall, sockets);
  if (only !== 0) return `${said}: they are of one client, ${client(only)}; it, or its network, went away.`;
  const known = recycles.find(
    ({ at, drainSeconds }) => near(wall.at, at) || near(wall.at, at + drainSeconds),
  );
  if (known?.noted) return `${said}: the recycle of ${known.pool} that WAS noted at ${stamp(known.at)}.`;
  if (known)
    return `${said}: the recycle of ${known.pool} that its schedule has at ${known.said ?? stamp(known.at)}.`;
  if (complete)
    return `${said}: a recycle that no schedule of its pools has, or a stop or deployment of the application.`;
  return `${said}: a recycle, ${onTheMinute(wall.at)}or a stop or deployment of the application.`;
}

/** The client that nearly all of these sockets are of while others have sockets, too; 0 when there is none. */
export function ownClient(
  { members, ended }: { members: readonly number[]; ended: number },
  sockets: SocketsWire,
): number {
  const most = mostOf(members.map((place) => sockets.client[place] ?? 0));
  if (most.count < MOST * ended) return 0;
  const several = mostOf(sockets.client).count < MOST * sockets.client.length;
  return several ? most.id : 0;
}

/** "212 of the 230 open sockets"; only "212 sockets" where it isn't known how many were open. */
export function share(
  { ended, open }: Pick<JoinedWall, 'ended' | 'open'>,
  { cutAtEnd }: Pick<WallNames, 'cutAtEnd'>,
): string {
  if (open === null || (cutAtEnd && open <= ended)) return `${number(ended)} sockets`;
  return `${number(ended)} of ${cutAtEnd ? 'at least' : 'the'} ${number(open)} open sockets`;
}

/** "within one second", "within 3 s", "within 92 s, 1,679 of them at first and 3,300 at 03:01:30". */
function within({ at, to, steps }: JoinedWall): string {
  const [first, ...later] = steps;
  const length = to - at + 1;
  const time = `within ${length === 1 ? 'one second' : `${number(length)} s`}`;
  if (!first || later.length === 0) return time;
  const then = later.map((step) => `${number(step.ended)} at ${stamp(step.at).slice(11)}`);
  return `${time} (${number(first.ended)} at once, then ${list(then)})`;
}

const near = (at: number, planned: number): boolean => at >= planned && at <= planned + LATE_SECONDS;

/** Schedules (recycling.periodicRestart.schedule) have whole minutes; sockets are cut then or after draining. */
function onTheMinute(at: number): string {
  if (at % 60 < 2) return 'perhaps by a schedule as it is on the minute, ';
  const begun = at - DRAIN_SECONDS;
  return begun % 60 < 2
    ? `perhaps begun at ${stamp(begun)} by a schedule as that is on the minute and sockets have ${DRAIN_SECONDS} s to leave, `
    : '';
}

/** Its site where it has only one; of several sites' logs, the open ones were not all of it. */
function ofSite(wall: JoinedWall, { site }: SocketsWire, nameOf: (id: number) => string): string {
  const sites = new Set(wall.members.map((place) => site[place] ?? 0));
  const [only] = sites;
  if (sites.size !== 1 || !only) return '';
  return site.every((each) => each === only) ? ` of ${nameOf(only)}` : `, all that ended of ${nameOf(only)},`;
}
