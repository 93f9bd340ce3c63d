import { embed, list } from '../../../../shared/words';
import { booleanOf, secondsOf, textOf, whyUnknown } from '../../config';
import type { ConfigTarget } from '../../../../shared/model/common';
import type { ChangeRequest } from '../../../../shared/model/readiness';
import { poolCost } from '../cost';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { noPool, unknown } from './missing';
import { APP_INIT } from './pool-preload';

/**
 * Advice only. A cold pool makes the first client wait, it doesn't refuse it, and an idle time-out never cuts an open
 * socket (it counts only while no request is running). So an open piece of advice leaves the light green: else a
 * server that does WebSockets perfectly well could never show eight good stations.
 */
export const poolWarm: CheckDefinition = {
  id: 'pool.warm',
  station: 'pool',
  title: 'Warm start',
  blocking: false,
  subject: 'warm start',
  run(scene) {
    const pool = scene.pool?.name;
    const { application } = scene;
    if (pool === undefined || application === null) return noPool(scene);
    const startMode = scene.poolSetting('startMode');
    const idle = scene.poolSetting('processModel.idleTimeout');
    const preload = scene.appSetting('preloadEnabled');
    const evidence = [
      ...(startMode === null ? [] : [fromSetting(startMode, 'AlwaysRunning')]),
      ...(idle === null ? [] : [fromSetting(idle, '00:00:00 (off)')]),
      ...(preload === null ? [] : [fromSetting(preload, 'true')]),
    ];
    const mode = textOf(startMode);
    const idleS = secondsOf(idle);
    const preloads = booleanOf(preload);
    if (mode === null || idleS === null || preloads === null) {
      const first = mode === null ? startMode : idleS === null ? idle : preload;
      return unknown(`Whether ${pool} is kept warm is unknown: ${embed(whyUnknown(first))}.`, { evidence });
    }
    const changes: ChangeRequest[] = [];
    const open: string[] = [];
    const poolTarget = { kind: 'pool', pool } as const;
    if (mode !== 'AlwaysRunning') {
      changes.push(set(poolTarget, 'startMode', 'AlwaysRunning'));
      open.push('its startMode is not AlwaysRunning');
    }
    if (idleS !== 0) {
      changes.push(set(poolTarget, 'processModel.idleTimeout', '00:00:00'));
      open.push('it ends its process after idleTimeout without requests');
    }
    const { server, config } = scene.facts;
    const canPreload = server === 'practice' || config.globalModules.has(APP_INIT);
    if (!preloads && canPreload) {
      const target = { kind: 'application', site: scene.facts.site, path: application.path } as const;
      changes.push(set(target, 'preloadEnabled', 'true'));
      open.push('the application is not preloaded');
    }
    if (changes.length === 0)
      return {
        state: 'good',
        sentence: `${pool} is kept warm, so the first client does not wait for a start${preloads ? '' : ' of the process; to load the application before it as well, preloadEnabled needs the role service Web-AppInit'}.`,
        note: 'warm',
        evidence,
      };
    return {
      state: 'good',
      sentence: `${pool} works but starts cold (${list(open)}), so a first client may wait; open sockets are not cut by this.`,
      note: 'starts cold',
      evidence,
      fix: {
        title: 'Keep it warm',
        changes,
        touches: applicationsInPool(scene.facts.config, pool),
        cost: canPreload
          ? poolCost(scene)
          : `${poolCost(scene)}; preloading is left out, as it needs the role service Application Initialization (Web-AppInit)`,
        weight: 'advice',
      },
    };
  },
};

const set = (target: ConfigTarget, setting: string, value: string): ChangeRequest => ({
  kind: 'config',
  edit: { kind: 'set', target, setting, value },
});
