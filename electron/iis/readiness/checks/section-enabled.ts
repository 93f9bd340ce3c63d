import { embed } from '../../../../shared/words';
import { booleanOf, whyUnknown } from '../../config';
import type { SettingValue } from '../../../../shared/model/settings';
import { sectionCost } from '../cost';
import { fromSetting } from '../evidence';
import { placed } from '../places';
import type { CheckDefinition } from '../facts';
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

const label = (setting: SettingValue): string => setting.source?.label ?? 'the configuration';
