import { embed } from '../../../../shared/words';
import { booleanOf, fold, whyUnknown } from '../../config';
import { fact, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** enableConfigurationOverride false: the pool ignores every web.config, so what stands there has no effect. */
export const poolOverride: CheckDefinition = {
  id: 'pool.override',
  station: 'pool',
  title: 'web.config',
  blocking: false,
  subject: 'enableConfigurationOverride',
  run(scene) {
    const { pool, application, facts } = scene;
    if (pool === null || application === null) return null;
    const setting = scene.poolSetting('enableConfigurationOverride');
    const on = booleanOf(setting);
    if (setting === null || on === null)
      return unknown(`Whether ${pool.name} reads web.config is unknown: ${embed(whyUnknown(setting))}.`);
    const files = [...facts.config.webConfigs.values()]
      .map(({ iisPath }) => iisPath)
      .filter((path) => onTheWay(fold(path), fold(scene.name)));
    const evidence = [
      fromSetting(setting),
      ...files.map((path) => fact('web.config', path, 'read beside the configuration')),
    ];
    if (on)
      return {
        state: 'good',
        sentence: `${pool.name} reads the web.config files of its applications.`,
        evidence,
      };
    if (files.length === 0)
      return {
        state: 'good',
        sentence: `${pool.name} ignores every web.config (enableConfigurationOverride is false): what ${scene.name} needs must stand in applicationHost.config.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `${pool.name} ignores every web.config (enableConfigurationOverride is false), so what stands in that of ${files.join(', ')} has no effect: handlers, rules and sections must stand in applicationHost.config.`,
      note: 'ignored',
      evidence,
      cause: `its pool ${pool.name} ignores its web.config`,
    };
  },
};

/** A web.config above an application, its own, or one inside it. */
const onTheWay = (path: string, application: string): boolean =>
  path === application || application.startsWith(`${path}/`) || path.startsWith(`${application}/`);
