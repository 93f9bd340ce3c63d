import type { LifetimeCut } from '../../../../shared/model/limits';
import { parseTimeSpan, secondsOf } from '../../config';
import { duration, embed } from '../../../../shared/words';
import type { Ceilings, Held } from '../facts';
import { cutFrom, cutOf, unknownWhen } from './cut';
import type { CutWords } from './cut';

/** arr_schema.xml: a farm's own time-out where none is written. */
const FARM_S = 30;

/** What becomes of a silent socket at something that gives up after `afterS`, whose silence IIS's pings may break. */
function silence(
  ceilings: Ceilings,
  id: string,
  title: string,
  afterS: number,
  who: string,
  doubt = '',
): CutWords {
  const { seconds: ping, why } = ceilings.pings;
  const written = secondsOf(ceilings.ofApplication('webSocket.pingInterval').setting);
  const lines = [
    `${title}: ${duration(afterS)}`,
    written === null
      ? 'webSocket.pingInterval: unknown'
      : `webSocket.pingInterval: ${written === 0 ? 'off' : duration(written)}`,
    ...(why === undefined ? [] : [why]),
  ];
  if (ping !== null && ping > 0 && ping < afterS)
    return {
      id,
      title,
      cuts: 'none',
      sentence: `${who} gives up after ${duration(afterS)} of silence, but IIS pings every ${duration(ping)}, so there is none.${doubt}`,
      arithmetic: [...lines, `${duration(ping)} is shorter than ${duration(afterS)}: it never gets so far`],
    };
  return {
    id,
    title,
    cuts: 'silent',
    afterS,
    sentence: `${who} cuts a socket after ${duration(afterS)} without a byte; one that talks, or is pinged, more often stays.${doubt}`,
    arithmetic: [
      ...lines,
      ping === null || ping === 0
        ? `nobody pings, so silence lasts: cut after ${duration(afterS)}`
        : `the first ping comes after ${duration(ping)}, too late`,
    ],
  };
}

const DISPUTED =
  ' Whether ARR counts silence or all time is disputed; where a proxy cuts a busy socket, raise its time-out, too.';

/** ARR in this very server: its own time-out, or that of the farm it forwards to. */
export function arrTimeout(ceilings: Ceilings): LifetimeCut[] {
  const { proxying } = ceilings;
  const held = ceilings.ofServer('proxy.timeout');
  const [rule] = proxying.rules;
  if (rule === undefined)
    return proxying.unknown === undefined
      ? []
      : [
          cutOf(held, {
            id: 'arr.timeout',
            title: 'ARR time-out',
            cuts: 'silent',
            when: `unknown: ${embed(proxying.unknown)}`,
            sentence: `Whether ARR forwards ${ceilings.name}, and cuts its silent sockets, is unknown.`,
          }),
        ];
  const who = rule.always ? 'ARR' : `ARR, for paths that the rule ${rule.rule} takes,`;
  if (rule.farm !== null) {
    const { name, timeout, where } = rule.farm;
    const seconds = timeout === null ? FARM_S : parseTimeSpan(timeout);
    const place = {
      source: {
        layer: timeout === null ? ('schema default' as const) : ('applicationHost.config' as const),
        label: timeout === null ? 'schema default' : `farm ${name}`,
        where,
      },
      target: { kind: 'server' as const },
      setting: 'webFarms.webFarm.applicationRequestRouting.protocol.timeout',
    };
    const title = `time-out of farm ${name}`;
    return [
      seconds === null
        ? cutFrom(place, {
            id: 'arr.timeout',
            title,
            cuts: 'silent',
            when: `unknown: "${(timeout ?? '').slice(0, 40)}" is no time span`,
            sentence: `When ARR gives up on the farm ${name} is unknown.`,
          })
        : cutFrom(place, silence(ceilings, 'arr.timeout', title, seconds, who, DISPUTED)),
    ];
  }
  return [arrItself(ceilings, held, who)];
}

function arrItself(ceilings: Ceilings, held: Held, who: string): LifetimeCut {
  const seconds = secondsOf(held.setting);
  if (seconds !== null)
    return cutOf(held, silence(ceilings, 'arr.timeout', 'ARR time-out', seconds, who, DISPUTED));
  return cutOf(held, {
    id: 'arr.timeout',
    title: 'ARR time-out',
    cuts: 'silent',
    when: unknownWhen(held),
    sentence: `When ARR gives up on a silent socket of ${ceilings.name} is unknown.`,
  });
}

/** A proxy, load balancer or firewall on the way here: no configuration of this server tells of it. */
export function hopTimeout(ceilings: Ceilings): LifetimeCut | null {
  const { hopS } = ceilings;
  if (hopS === null) return null;
  const held = ceilings.ofApplication('webSocket.pingInterval');
  return cutFrom(
    { source: null, from: 'typed here', target: held.target, setting: held.setting.name },
    silence(ceilings, 'hop.timeout', 'time-out in front', hopS, 'What stands in front'),
  );
}

/** IIS's own WebSocket ping. Off, a silent socket looks idle to every proxy and firewall on its way. */
export function pings(ceilings: Ceilings): LifetimeCut {
  const held = ceilings.ofApplication('webSocket.pingInterval');
  const { why } = ceilings.pings;
  const seconds = secondsOf(held.setting);
  const shared = { id: 'section.pingInterval', title: 'WebSocket ping', cuts: 'none' as const };
  if (seconds === null)
    return cutOf(held, {
      ...shared,
      when: unknownWhen(held),
      sentence: `Whether IIS pings the sockets of ${ceilings.name} is unknown.`,
    });
  if (why !== undefined)
    return cutOf(held, {
      ...shared,
      sentence: `pingInterval of ${ceilings.name} is ${duration(seconds)}, but ${why}; a proxy or firewall on the way may cut a silent socket.`,
    });
  return cutOf(held, {
    ...shared,
    sentence:
      seconds === 0
        ? `IIS sends no pings to the sockets of ${ceilings.name}; a proxy or firewall on the way may cut a silent one.`
        : `IIS pings each socket of ${ceilings.name} every ${duration(seconds)}, which keeps a silent one alive through proxies with a longer time-out.`,
  });
}
