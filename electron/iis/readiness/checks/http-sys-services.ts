import { list } from '../../../../shared/words';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** The driver, the activation service and the web service: without one of them no site answers. */
const NEEDED = ['HTTP', 'WAS', 'W3SVC'] as const;

export const httpSysServices: CheckDefinition = {
  id: 'http-sys.services',
  station: 'http-sys',
  title: 'Services',
  blocking: false,
  subject: 'services',
  run({ facts }) {
    if (facts.server !== 'windows') return null;
    const services = facts.runtime?.services;
    if (services === undefined)
      return unknown('Whether the services HTTP, WAS and W3SVC run is unknown: they could not be read.');
    const evidence = NEEDED.map((name) =>
      fact(name, services[name] ?? 'not told', name === 'HTTP' ? 'Win32_SystemDriver' : 'Get-Service', {
        shouldBe: 'Running',
      }),
    );
    const down = NEEDED.filter((name) => services[name] != null && services[name] !== 'Running');
    if (down.length > 0)
      return {
        state: 'broken',
        blocking: true,
        sentence: `${list(down)} ${down.length === 1 ? 'does' : 'do'} not run, so no site of this server answers and no handshake can begin; start ${down.length === 1 ? 'it' : 'them'} (Start-Service W3SVC starts what it needs).`,
        note: 'stopped',
        evidence,
        cause: `the service ${list(down)} does not run`,
      };
    const silent = NEEDED.filter((name) => services[name] == null);
    if (silent.length > 0)
      return unknown(`Whether ${list(silent)} runs is unknown: Windows did not tell.`, { evidence });
    return {
      state: 'good',
      sentence: 'The services HTTP, WAS and W3SVC run: they take connections and start worker processes.',
      evidence,
    };
  },
};
