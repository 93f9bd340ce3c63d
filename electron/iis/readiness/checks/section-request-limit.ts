import { count, embed, number } from '../../../../shared/words';
import { numberOf, whyUnknown } from '../../config';
import type { Fix } from '../../../../shared/model/readiness';
import { sectionCost } from '../cost';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import type { Scene } from '../scene';
import { applicationsUnder } from '../touches';
import { unknown } from './missing';

const DEFAULT = 5000;

/** serverRuntime/appConcurrentRequestLimit: the real first ceiling of a stock server, as every open socket is a request. */
export const sectionRequestLimit: CheckDefinition = {
  id: 'section.request-limit',
  station: 'section',
  title: 'Request limit',
  blocking: false,
  subject: 'appConcurrentRequestLimit',
  run(scene) {
    const setting = scene.appSetting('serverRuntime.appConcurrentRequestLimit');
    if (setting === null) return null;
    const limit = numberOf(setting);
    if (limit === null)
      return unknown(
        `How many requests ${scene.name} may have open is unknown: ${embed(whyUnknown(setting))}.`,
      );
    if (limit === 0)
      return {
        state: 'warning',
        sentence: `appConcurrentRequestLimit of ${scene.name} is 0: what IIS does then is not documented, it may refuse every request with 503.2; set the number of sockets that you expect.`,
        note: 'is 0',
        evidence: [fromSetting(setting)],
        cause: 'its appConcurrentRequestLimit is 0, which is not documented',
        ...fixOf(scene, limit, setting.source?.layer === 'web.config'),
      };
    const sockets = scene.runtimeSite?.sockets ?? null;
    // Counts are of the site: of one application only where it is alone in it.
    const alone = scene.site?.applications.length === 1;
    const evidence = [
      fromSetting(setting),
      ...(sockets === null
        ? []
        : [fact(`sockets of ${scene.facts.site} now`, number(sockets), 'run-time state')]),
    ];
    if (sockets !== null && sockets >= limit && alone)
      return {
        state: 'broken',
        blocking: true,
        sentence: `${scene.name} has ${count(sockets, 'socket')} open and may have ${count(limit, 'request')} (appConcurrentRequestLimit): every open socket is one, and the next handshake is answered with 503.2.`,
        note: 'full',
        evidence,
        cause: `all ${count(limit, 'request')} of its appConcurrentRequestLimit are taken`,
        ...fixOf(scene, limit, setting.source?.layer === 'web.config'),
      };
    if (sockets !== null && sockets >= limit * 0.8)
      return {
        state: 'warning',
        sentence: `${number(sockets)} of the ${count(limit, 'request')} that ${scene.name} may have open are taken by sockets of ${scene.facts.site}; beyond it a handshake is answered with 503.2.`,
        note: 'nearly full',
        evidence,
        cause: `${number(sockets)} of its ${count(limit, 'request')} (appConcurrentRequestLimit) are taken`,
        ...fixOf(scene, limit, setting.source?.layer === 'web.config'),
      };
    return {
      state: 'good',
      sentence: `${scene.name} may have ${count(limit, 'request')} open (appConcurrentRequestLimit), and every open socket is one; the next is answered with 503.2, whatever maxConnections allows.`,
      evidence,
    };
  },
};

function fixOf(scene: Scene, limit: number, inWebConfig: boolean): { fix?: Fix } {
  if (inWebConfig) return {};
  const value = String(Math.max(DEFAULT, limit * 2));
  return {
    fix: {
      title: `Let ${scene.name} have ${number(Number(value))} requests open`,
      changes: [
        {
          kind: 'config',
          edit: {
            kind: 'set',
            target: scene.target,
            setting: 'serverRuntime.appConcurrentRequestLimit',
            value,
          },
        },
      ],
      touches: applicationsUnder(scene.facts.config, scene.name),
      cost: sectionCost(scene, `the applications under ${scene.name}`),
      weight: 'blocks',
    },
  };
}
