import { duration } from '../../../../shared/words';
import { secondsOf } from '../../config';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** Above it somebody meant to keep sockets with it, as a guide that many follow says. */
const RAISED_S = 600;

/**
 * HTTP.sys's machine-wide time-outs. netsh only shows, adds and deletes them; the values that IIS sets for a site's URL
 * group win over them, and 0 is the system's default, not "off" (facts sheet, section 6).
 */
export const httpSysTimeouts: CheckDefinition = {
  id: 'http-sys.timeouts',
  station: 'http-sys',
  title: 'HTTP.sys time-outs',
  blocking: false,
  subject: 'HTTP.sys time-outs',
  run(scene) {
    const { server, network } = scene.facts;
    if (server !== 'windows') return null;
    const idle = network?.httpTimeouts.idleConnection ?? null;
    if (network == null || idle === null)
      return unknown("HTTP.sys's machine-wide time-outs are unknown: netsh http show timeout was not read.");
    const own = scene.siteSetting('limits.connectionTimeout');
    const evidence = [
      fact('idleconnectiontimeout', `${idle} s`, 'netsh http show timeout', { shouldBe: '120 s' }),
      ...(own === null ? [] : [fromSetting(own)]),
    ];
    const ownS = secondsOf(own);
    const wins = `the site's own connectionTimeout${ownS === null ? '' : ` (${duration(ownS)})`} wins over it, and neither cuts an open socket`;
    if (idle > 0 && idle <= RAISED_S)
      return {
        state: 'good',
        sentence: `HTTP.sys ends idle connections after ${duration(idle)} where nobody says otherwise; ${wins}.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence:
        idle === 0
          ? `HTTP.sys's idleconnectiontimeout is set to 0, which is not "off" but the system's default; ${wins}. It can be deleted.`
          : `HTTP.sys's idleconnectiontimeout is raised to ${duration(idle)} for every program on this machine; ${wins}. It only keeps idle connections longer.`,
      note: 'raised',
      evidence,
      cause: "HTTP.sys's machine-wide idle time-out is set, which keeps no socket open",
      fix: {
        title: 'Put the HTTP.sys idle time-out back',
        changes: [
          { kind: 'action', action: { kind: 'delete-http-timeout', timeout: 'idleconnectiontimeout' } },
        ],
        touches: [],
        cost: 'concerns every HTTP.sys program of the machine; cuts no open socket',
        weight: 'advice',
      },
    };
  },
};
