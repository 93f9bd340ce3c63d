import { duration, embed } from '../../../../shared/words';
import { pingsOf, secondsOf, whyUnknown } from '../../config';
import { sectionCost } from '../cost';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { hopsOf } from '../hops';
import { applicationsUnder } from '../touches';
import { unknown } from './missing';

/** Half of the shortest patience, at most this. */
const PING_S = 30;

/** IIS sends no pings by default; a hop that cuts what is silent then cuts healthy sockets. */
export const sectionPing: CheckDefinition = {
  id: 'section.ping',
  station: 'section',
  title: 'Ping',
  blocking: false,
  subject: 'pingInterval',
  run(scene) {
    const setting = scene.appSetting('webSocket.pingInterval');
    if (setting === null) return null;
    const interval = secondsOf(setting);
    if (interval === null)
      return unknown(
        `How often IIS pings sockets of ${scene.name} is unknown: ${embed(whyUnknown(setting))}.`,
      );
    const hops = hopsOf(scene);
    if (hops === null)
      return unknown(
        `Whether pings come in time for the proxy on this server is unknown: its time-out can't be told.`,
        {
          evidence: [fromSetting(setting)],
        },
      );
    const [shortest] = hops;
    const evidence = [fromSetting(setting), ...(shortest ? [shortest.evidence] : [])];
    const { why } = pingsOf(scene.facts.config, {
      kind: 'application',
      site: scene.facts.site,
      path: scene.facts.application,
    });
    if (why !== undefined)
      return {
        // Nothing that cuts silence is known then: no reason to worry anybody.
        state: shortest === undefined ? 'good' : 'warning',
        sentence:
          `pingInterval of ${scene.name} is ${duration(interval)}, but ${why}: let the application ping` +
          (shortest === undefined
            ? ' sooner than what may stand in front of it cuts silence.'
            : `, as ${shortest.name} cuts a socket that is silent for ${duration(shortest.seconds)}.`),
        evidence,
      };
    const says = interval === 0 ? 'IIS sends no pings' : `IIS pings every ${duration(interval)}`;
    if (shortest === undefined)
      return {
        state: 'good',
        sentence:
          interval === 0
            ? `IIS sends no pings to sockets of ${scene.name} (pingInterval 0), and no proxy on this server cuts silent ones; one in front of it may, so set pingInterval below its time-out.`
            : `${says} each socket of ${scene.name}, which keeps a hop in front of it from taking the socket for dead.`,
        evidence,
      };
    if (interval > 0 && interval < shortest.seconds)
      return {
        state: 'good',
        sentence: `${says}, sooner than ${shortest.name} cuts a silent socket (${duration(shortest.seconds)}).`,
        evidence,
      };
    const seconds = Math.max(1, Math.min(PING_S, Math.floor(shortest.seconds / 2)));
    const finding = {
      state: 'warning' as const,
      sentence: `${says}, but ${shortest.name} cuts a socket that is silent for ${duration(shortest.seconds)}: every quiet client is dropped then.`,
      note: 'cut when silent',
      evidence,
      cause: `${shortest.name} cuts sockets that are silent for ${duration(shortest.seconds)}`,
    };
    if (setting.source?.layer === 'web.config') return finding;
    return {
      ...finding,
      fix: {
        title: `Ping sockets of ${scene.name} every ${duration(seconds)}`,
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: scene.target,
              setting: 'webSocket.pingInterval',
              value: `00:00:${String(seconds).padStart(2, '0')}`,
            },
          },
        ],
        touches: applicationsUnder(scene.facts.config, scene.name),
        cost: sectionCost(scene, `the applications under ${scene.name}`),
        weight: 'advice',
      },
    };
  },
};
