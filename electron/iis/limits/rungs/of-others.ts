import type { LimitRung } from '../../../../shared/model/limits';
import { number } from '../../../../shared/words';
import type { Ceilings } from '../facts';

type Rest = Pick<LimitRung, 'id' | 'title' | 'note' | 'value' | 'arithmetic' | 'setting' | 'from'> &
  Partial<Pick<LimitRung, 'unknown' | 'atLeast'>>;

/** A ceiling that no setting of our table moves. */
const elsewhere = (rest: Rest): LimitRung => ({
  ...rest,
  bounds: 'sockets',
  source: null,
  target: { kind: 'server' },
});

/** IIS on Windows 10 and later: requests at a time, the next ones wait (DOC troubleshoot/request-restrictions.md). */
export function clientRung({ environment }: Ceilings): LimitRung | null {
  if (environment?.client !== true) return null;
  const home = /\bhome\b/i.test(environment.os);
  const value = home ? 3 : 10;
  return elsewhere({
    id: 'client.requests',
    title: 'Client Windows',
    note: 'the next one hangs in "connecting"; Server has no such cap',
    value,
    setting: 'no setting',
    from: environment.os,
    arithmetic: [
      `${environment.os} handles ${value} requests at a time (Home 3, others 10)`,
      'one socket is one running request; more are queued, not refused',
    ],
  });
}

/** aspnet.config's default; the registry's value of that name comes before it. */
const PER_CPU = 5000;

/** ASP.NET's own limit for each processor. How many there are only the server tells. */
export function aspNetRung({ managed, environment, practice }: Ceilings): LimitRung | null {
  // The practice server runs no ASP.NET.
  if (!managed || practice) return null;
  const set = environment?.aspNetConcurrentRequestsPerCpu ?? null;
  const perCpu = set ?? PER_CPU;
  return elsewhere({
    id: 'aspnet.requestsPerCpu',
    title: 'maxConcurrentRequestsPerCPU',
    note: 'of ASP.NET, for each processor',
    ...forProcessors(perCpu, environment),
    setting: 'maxConcurrentRequestsPerCPU',
    from: set === null ? 'default of aspnet.config' : 'registry or aspnet.config',
    arithmetic: [
      `maxConcurrentRequestsPerCPU: ${number(perCpu)}${set === null ? ' (the default; what aspnet.config says is not read)' : ''}`,
      processorWords(perCpu, environment),
      'only ASP.NET on .NET Framework counts so',
    ],
  });
}

function forProcessors(
  each: number,
  environment: Ceilings['environment'],
): Pick<Rest, 'value' | 'unknown' | 'atLeast'> {
  const processors = environment?.processors;
  if (processors !== undefined) return { value: each * processors };
  return {
    value: null,
    unknown: `${number(each)} for each processor, and how many there are is not read`,
    atLeast: each,
  };
}

function processorWords(each: number, environment: Ceilings['environment']): string {
  const processors = environment?.processors;
  return processors === undefined
    ? `1 processor: ${number(each)} sockets, 4 processors: ${number(each * 4)}`
    : `${number(processors)} ${processors === 1 ? 'processor' : 'processors'}: ${number(each)} × ${number(processors)} = ${number(each * processors)}`;
}

/** iisnode's own limit (its schema; facts sheet, section 1): requests of each of its node processes. */
export function iisnodeRung({ iisnode, environment }: Ceilings): LimitRung | null {
  if (iisnode === null) return null;
  const { perProcess, processes, unknown } = iisnode;
  const words = {
    id: 'iisnode.requests',
    title: 'iisnode',
    note: 'requests of each node process, sockets among them',
    setting: 'iisnode@maxConcurrentRequestsPerProcess',
    from: 'iisnode section or its default',
  };
  if (unknown !== undefined)
    return elsewhere({ ...words, value: null, unknown, arithmetic: ['what iisnode is given is not known'] });
  return elsewhere({
    ...words,
    ...(processes > 0 ? { value: perProcess * processes } : forProcessors(perProcess, environment)),
    arithmetic: [
      `maxConcurrentRequestsPerProcess: ${number(perProcess)}`,
      `nodeProcessCountPerApplication: ${processes === 0 ? '0, one for each processor' : number(processes)}`,
      processes > 0
        ? `${number(perProcess)} × ${number(processes)} = ${number(perProcess * processes)}`
        : processorWords(perProcess, environment),
    ],
  });
}

/** Windows' range of dynamic ports since Vista: 49152 to 65535. */
const DYNAMIC_PORTS = 16_384;

/** Each forwarded socket is a second connection, with a port of its own, to the same address and port behind. */
export function backendRung({ proxying }: Ceilings): LimitRung | null {
  const [rule] = proxying.rules;
  if (rule === undefined) return null;
  return elsewhere({
    id: 'proxy.ports',
    title: 'Dynamic ports to one backend',
    note: `ARR → ${rule.backend}`,
    value: DYNAMIC_PORTS,
    setting: 'dynamic port range',
    from: "Windows' default, not read",
    arithmetic: [
      '65,535 − 49,152 + 1 = 16,384 ports, each for one connection to one address and port',
      `the rule ${rule.rule} forwards to ${rule.backend}${rule.farm === null ? '' : ': so many for each server of the farm'}`,
      'netsh int ipv4 show dynamicport tcp tells whether the range is another one',
    ],
  });
}
