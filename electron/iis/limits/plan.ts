import type { LimitRung, LimitsPlan, PlanStep } from '../../../shared/model/limits';
import type { ChangeRequest } from '../../../shared/model/readiness';
import { count, list, number } from '../../../shared/words';
import { UNLIMITED } from '../config';
import { ceilingsOf } from './facts';
import type { Ceilings, LimitsFacts } from './facts';
import { shortName } from './heading';
import { roomFor } from './room';
import { rungsOf } from './rungs';

export type PlanAnswer = Omit<LimitsPlan, 'revision'>;

/** A pool's queue can't be longer (schema). */
const LONGEST_QUEUE = 65_535;

const ORDER: readonly PlanStep['kind'][] = ['breaks', 'unknown', 'advice'];

/** What to do about ceilings that no change of ours moves. */
const BY_HAND: Record<string, string> = {
  'client.requests': 'only Windows Server holds more',
  'aspnet.requestsPerCpu': 'raise MaxConcurrentRequestsPerCPU in aspnet.config',
  'iisnode.requests': 'raise maxConcurrentRequestsPerProcess or nodeProcessCountPerApplication',
  'proxy.ports':
    'add a second backend address, or widen the range with netsh int ipv4 set dynamicport tcp start=10000 num=55535',
};

/**
 * Which rungs break when `sockets` are to be open at a time, and the changes that raise them. Never proposes 0; more than
 * a uint holds becomes 4294967295, unlimited. Throws `not-found` for a site or application that isn't there.
 */
export function limitsPlan(facts: LimitsFacts, sockets: number): PlanAnswer {
  const ceilings = ceilingsOf(facts);
  const steps = rungsOf(ceilings)
    .flatMap((rung) => stepOf(ceilings, rung, sockets) ?? [])
    .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  const breaks = steps.filter(({ kind }) => kind === 'breaks');
  const unknown = steps.filter(({ kind }) => kind === 'unknown');
  return {
    site: facts.site,
    application: facts.application,
    sockets,
    verdict: verdictOf(ceilings.name, sockets, breaks, unknown),
    holds: breaks.length > 0 ? false : unknown.length > 0 ? null : true,
    steps,
  };
}

function verdictOf(
  name: string,
  sockets: number,
  breaks: readonly PlanStep[],
  unknown: readonly PlanStep[],
): string {
  const wanted = count(sockets, 'socket');
  if (breaks.length > 0)
    return `${name} does not hold ${wanted}: ${list(breaks.map(({ title }) => title))} ${breaks.length === 1 ? 'breaks' : 'break'}.`;
  if (unknown.length > 0)
    return `Whether ${name} holds ${wanted} is unknown: ${list(unknown.map(({ title }) => title))} can't be told.`;
  return `${name} holds ${wanted}.`;
}

function stepOf(ceilings: Ceilings, rung: LimitRung, sockets: number): PlanStep | null {
  const shared = { rung: rung.id, title: rung.title };
  if (rung.bounds === 'bursts') return burst(rung, sockets);
  if (rung.unknown !== undefined) {
    if (rung.atLeast !== undefined && rung.atLeast >= sockets) return null;
    return {
      ...shared,
      kind: 'unknown',
      sentence: `${rung.title}: ${rung.unknown}`,
      arithmetic: rung.arithmetic,
      changes: [],
    };
  }
  const { need, arithmetic } = needed(ceilings, rung, sockets);
  if (rung.value === null || rung.value >= need) return null;
  const to = raisedTo(rung, need);
  const hand = BY_HAND[rung.id];
  return {
    ...shared,
    kind: 'breaks',
    sentence:
      hand === undefined
        ? `${shortName(rung)} ${number(rung.value)} → ${limitWords(to)}`
        : `${rung.title} ${number(rung.value)}: ${hand}`,
    arithmetic: [
      ...arithmetic,
      `${number(need)} are more than ${number(rung.value)}`,
      ...(hand === undefined
        ? [
            to === UNLIMITED && rung.value === 0
              ? ZERO
              : `${number(need)} + 25 % for plain requests and returning clients, rounded up: ${limitWords(to)}`,
          ]
        : []),
    ],
    changes: hand === undefined ? [setting(rung, to)] : [],
  };
}

const ZERO = `0 is written where no limit was meant, and that is ${UNLIMITED}`;

/** From 0 the site's limit is lifted, as Readiness lifts it: whoever wrote 0 wanted none. */
function raisedTo({ id, value }: LimitRung, need: number): number {
  return id === 'site.maxConnections' && value === 0 ? UNLIMITED : roomFor(need);
}

/** The site's limit counts whatever else is connected, too. */
function needed(
  { live }: Ceilings,
  rung: LimitRung,
  sockets: number,
): { need: number; arithmetic: string[] } {
  const others =
    rung.id === 'site.maxConnections' && live?.connections != null && live.sockets !== null
      ? Math.max(0, live.connections - live.sockets)
      : 0;
  if (others === 0) return { need: sockets, arithmetic: [`${count(sockets, 'socket')} expected`] };
  return {
    need: sockets + others,
    arithmetic: [
      `${count(sockets, 'socket')} expected + ${number(others)} connections without a socket now = ${number(sockets + others)}`,
    ],
  };
}

/** After a recycle all clients come back at once; the queue holds nothing open. */
function burst(rung: LimitRung, sockets: number): PlanStep | null {
  if (rung.value === null || rung.unknown !== undefined || rung.value >= sockets) return null;
  const to = Math.min(LONGEST_QUEUE, sockets);
  if (to <= rung.value) return null;
  return {
    rung: rung.id,
    title: rung.title,
    kind: 'advice',
    sentence: `queueLength ${number(rung.value)} → ${number(to)}, for when all come back at once`,
    arithmetic: [
      `after a recycle ${count(sockets, 'client')} may connect within seconds; ${number(rung.value)} can wait, the others get a 503`,
      ...(to < sockets ? [`${number(LONGEST_QUEUE)} is the longest queue there is`] : []),
    ],
    changes: [setting(rung, to)],
  };
}

const limitWords = (value: number): string =>
  value === UNLIMITED ? 'unlimited (4294967295)' : number(value);

const setting = (rung: LimitRung, value: number): ChangeRequest => ({
  kind: 'config',
  edit: { kind: 'set', target: rung.target, setting: rung.setting, value: String(value) },
});
