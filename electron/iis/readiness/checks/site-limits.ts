import { count, embed, number } from '../../../../shared/words';
import { numberOf, UNLIMITED, whyUnknown } from '../../config';
import type { SettingValue } from '../../../../shared/model/settings';
import type { Fix } from '../../../../shared/model/readiness';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { applicationsOfSite } from '../touches';
import { noApplication, unknown } from './missing';

export const siteLimits: CheckDefinition = {
  id: 'site.limits',
  station: 'site',
  title: 'Connection limit',
  blocking: true,
  subject: 'maxConnections',
  run(scene) {
    if (scene.site === null) return noApplication(scene);
    const setting = scene.siteSetting('limits.maxConnections');
    const limit = numberOf(setting);
    if (setting === null || limit === null)
      return unknown(
        `How many connections ${scene.site.name} allows is unknown: ${embed(whyUnknown(setting))}.`,
        {
          evidence: setting === null ? [] : [fromSetting(setting)],
        },
      );
    if (limit === 0) return closed(scene, setting);
    const taken = scene.runtimeSite?.connections ?? null;
    const name = scene.site.name;
    const live = taken === null ? [] : [fact('connections now', number(taken), 'run-time state')];
    const evidence = [fromSetting(setting), ...live];
    if (limit === UNLIMITED)
      return {
        state: 'good',
        sentence: `${name} sets no limit on its connections.`,
        note: 'no limit',
        evidence,
      };
    if (taken !== null && taken >= limit)
      return {
        state: 'broken',
        sentence: `All ${count(limit, 'connection')} that ${name} allows are taken; HTTP.sys answers the next one with 503. Every open socket holds one of them.`,
        note: 'full',
        evidence,
        cause: `all ${count(limit, 'connection')} of its limit are taken`,
        fix: lift(scene, name),
      };
    if (taken !== null && taken >= limit * 0.8)
      return {
        state: 'warning',
        sentence: `${number(taken)} of the ${count(limit, 'connection')} that ${name} allows are taken; beyond it HTTP.sys answers 503.`,
        note: 'nearly full',
        evidence,
        cause: `${number(taken)} of its ${count(limit, 'connection')} are taken`,
      };
    return {
      state: 'good',
      sentence: `${name} allows ${count(limit, 'connection')}; every open socket holds one of them${taken === null ? '' : `, ${number(taken)} are taken now`}.`,
      note: `limit ${number(limit)}`,
      evidence,
    };
  },
};

/**
 * maxConnections 0. "Unlimited" is 4294967295 and no source says that 0 is; by HTTP.sys's own rules (HTTP_CONNECTION_
 * LIMIT_INFO) it allows no connection, but nobody has written down IIS doing so. The practice server enforces it, so
 * there it is broken; of a file it is said as what it is, a strong warning.
 */
function closed(scene: Scene, setting: SettingValue): Finding {
  const name = scene.facts.site;
  const shared = { note: 'limit 0', evidence: [fromSetting(setting, `${number(UNLIMITED)} (unlimited)`)] };
  const fix = lift(scene, name);
  if (scene.facts.server === 'practice')
    return {
      state: 'broken',
      sentence: `The maxConnections of ${name} is 0: 0 is not "unlimited" but no connection at all, so every request is answered with 503, the handshake too.`,
      ...shared,
      cause: 'its maxConnections is 0 (no connection gets in)',
      fix,
    };
  return {
    state: 'warning',
    sentence: `The maxConnections of ${name} is 0: "unlimited" is ${number(UNLIMITED)}, and by its own rules HTTP.sys would allow no connection at 0 and answer 503.`,
    ...shared,
    cause: 'its maxConnections is 0 (HTTP.sys would let no connection in)',
    fix,
  };
}

/** "Unlimited" is what IIS itself sets; where a limit is wanted, the Limits page has it. */
function lift(scene: Scene, name: string): Fix {
  return {
    title: `Lift the connection limit of ${name}`,
    changes: [
      {
        kind: 'config',
        edit: {
          kind: 'set',
          target: { kind: 'site', site: name },
          setting: 'limits.maxConnections',
          value: String(UNLIMITED),
        },
      },
    ],
    touches: applicationsOfSite(scene.facts.config, name),
    cost: 'no recycle is expected: HTTP.sys takes the new limit while sockets stay open',
    weight: 'blocks',
  };
}
