import { embed } from '../../../../shared/words';
import { booleanOf, whyUnknown } from '../../config';
import type { Entry } from '../../config';
import type { SettingValue } from '../../../../shared/model/settings';
import { sectionCost } from '../cost';
import { fromEntry, fromSetting } from '../evidence';
import { placed } from '../places';
import type { CheckDefinition, Finding } from '../facts';
import type { Scene } from '../scene';
import { applicationsUnder } from '../touches';
import { noApplication, unknown } from './missing';

export const sectionEnabled: CheckDefinition = {
  id: 'section.enabled',
  station: 'section',
  title: 'webSocket section',
  blocking: true,
  subject: 'webSocket section',
  run(scene) {
    const setting = scene.appSetting('webSocket.enabled');
    if (setting === null) return noApplication(scene);
    const evidence = [fromSetting(setting, 'true')];
    const enabled = booleanOf(setting);
    if (enabled === null)
      return unknown(
        `Whether WebSockets are switched on for ${scene.name} is unknown: ${embed(whyUnknown(setting))}.`,
        { evidence },
      );
    const kind = scene.kind();
    // iisnode upgrades by itself; IIS's own module in its way makes it answer 501 (cnodehttpmodule.cpp).
    const iisnode = kind?.iisnode != null && kind.rules.length === 0 ? kind.iisnode : null;
    if (iisnode !== null && !enabled)
      return {
        state: 'good',
        sentence: `WebSockets of IIS are switched off for ${scene.name}, as iisnode needs it, because that does the upgrade itself.`,
        note: 'off for iisnode',
        evidence,
      };
    if (iisnode !== null && scene.webSocketModule()?.enabled !== false)
      return inTheWay(scene, setting, iisnode);
    if (enabled)
      return {
        state: 'good',
        sentence: `WebSockets are switched on for ${scene.name} (webSocket enabled, from ${label(setting)}).`,
        note: 'on',
        evidence,
      };
    const sentence = `WebSockets are switched off for ${scene.name}: webSocket enabled is false in ${label(setting)}, so IIS does not answer a handshake with 101. Only an application under iisnode needs it off, because that does the upgrade itself.`;
    const broken = {
      state: 'broken' as const,
      note: 'off',
      evidence,
      cause: 'the webSocket section is switched off for it',
    };
    // A web.config comes after applicationHost.config, so nothing written there would win over it.
    if (setting.source?.layer === 'web.config')
      return {
        ...broken,
        sentence: `${sentence} Change it in that web.config${placed(setting.source.where)}; a value in applicationHost.config would not win over it.`,
      };
    return {
      ...broken,
      sentence,
      fix: {
        title: `Switch WebSockets on for ${scene.name}`,
        changes: [
          {
            kind: 'config',
            edit: { kind: 'set', target: scene.target, setting: 'webSocket.enabled', value: 'true' },
          },
        ],
        touches: applicationsUnder(scene.facts.config, scene.name),
        cost: sectionCost(scene, `the applications under ${scene.name}`),
        weight: 'blocks',
      },
    };
  },
};

/** iisnode wants the module off for its application, and only for that. */
function inTheWay(scene: Scene, setting: SettingValue, iisnode: Entry): Finding {
  const sentence = `WebSockets of IIS are switched on for ${scene.name} (from ${label(setting)}), but iisnode does the upgrade itself: with IIS's module in its way a handshake is answered with 501.`;
  const broken: Finding = {
    state: 'broken',
    sentence,
    note: 'on, for iisnode',
    evidence: [fromSetting(setting, 'false'), fromEntry('handler', iisnode)],
    cause: 'iisnode needs the webSocket section off',
  };
  if (setting.source?.layer === 'web.config')
    return {
      ...broken,
      sentence: `${sentence} Change it in that web.config${placed(setting.source.where)}.`,
    };
  return {
    ...broken,
    fix: {
      title: `Leave the upgrade of ${scene.name} to iisnode`,
      changes: [
        {
          kind: 'config',
          edit: { kind: 'set', target: scene.target, setting: 'webSocket.enabled', value: 'false' },
        },
      ],
      touches: applicationsUnder(scene.facts.config, scene.name),
      cost: `${sectionCost(scene, `the applications under ${scene.name}`)}; written in applicationHost.config, as the section is locked for web.config`,
      weight: 'blocks',
    },
  };
}

const label = (setting: SettingValue): string => setting.source?.label ?? 'the configuration';
