import { duration, embed } from '../../../../shared/words';
import { secondsOf, whyUnknown } from '../../config';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsOfSite } from '../touches';
import { unknown } from './missing';

/** From here on it was raised for the sake of sockets, which it does not concern. */
const RAISED_S = 600;

/**
 * connectionTimeout ends connections without a request, late bodies and queued requests (HTTP.sys's Timer_ConnectionIdle,
 * Timer_EntityBody, Timer_AppPool); an open socket is a request in progress. Raising it only keeps idle connections.
 */
export const siteConnectionTimeout: CheckDefinition = {
  id: 'site.connection-timeout',
  station: 'site',
  title: 'Connection time-out',
  blocking: false,
  subject: 'connectionTimeout',
  run(scene) {
    if (scene.site === null) return null;
    const setting = scene.siteSetting('limits.connectionTimeout');
    const seconds = secondsOf(setting);
    const { name } = scene.site;
    if (setting === null || seconds === null)
      return unknown(`The connectionTimeout of ${name} is unknown: ${embed(whyUnknown(setting))}.`);
    const evidence = [fromSetting(setting)];
    if (seconds > 0 && seconds < RAISED_S)
      return {
        state: 'good',
        sentence: `${name} ends connections without a request after ${duration(seconds)}; an open socket is a request, so this does not cut it.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence:
        seconds === 0
          ? `The connectionTimeout of ${name} is 0, which is not "off" but HTTP.sys's own default; an open socket is not cut by it either way.`
          : `The connectionTimeout of ${name} is ${duration(seconds)}: that keeps no socket open, as it ends only connections without a request; it lets idle and slow connections hold the server. Against silent cuts set pingInterval.`,
      note: 'no help',
      evidence,
      cause: `its connectionTimeout of ${seconds === 0 ? '0' : duration(seconds)} keeps no socket open`,
      fix: {
        title: `Put the connectionTimeout of ${name} back`,
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'site', site: name },
              setting: 'limits.connectionTimeout',
              value: '00:02:00',
            },
          },
        ],
        touches: applicationsOfSite(scene.facts.config, name),
        cost: 'no recycle is expected: HTTP.sys takes the new time-out while sockets stay open',
        weight: 'advice',
      },
    };
  },
};
