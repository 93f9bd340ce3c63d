import { embed, number } from '../../../../shared/words';
import { numberOf, whyUnknown } from '../../config';
import { poolCost } from '../cost';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { unknown } from './missing';

/** A web garden: SignalR and Socket.IO keep a client's state in one process, and its next request may reach another. */
export const poolGarden: CheckDefinition = {
  id: 'pool.garden',
  station: 'pool',
  title: 'Worker processes',
  blocking: false,
  subject: 'maxProcesses',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return null;
    const setting = scene.poolSetting('processModel.maxProcesses');
    const processes = numberOf(setting);
    if (setting === null || processes === null)
      return unknown(`How many worker processes ${pool} has is unknown: ${embed(whyUnknown(setting))}.`);
    const evidence = [fromSetting(setting, '1')];
    if (processes === 1)
      return {
        state: 'good',
        sentence: `${pool} has one worker process, so every socket and request of a client meets the same one.`,
        evidence,
      };
    const many = processes === 0 ? 'one worker process a NUMA node' : `${number(processes)} worker processes`;
    return {
      state: 'warning',
      sentence: `${pool} is a web garden (${many}): SignalR and Socket.IO keep a client in one process, and its next request or reconnect may reach another, which answers 404 or 400.`,
      note: 'web garden',
      evidence,
      cause: `its pool ${pool} is a web garden`,
      fix: {
        title: `Run ${pool} in one worker process`,
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'pool', pool },
              setting: 'processModel.maxProcesses',
              value: '1',
            },
          },
        ],
        touches: applicationsInPool(scene.facts.config, pool),
        cost: poolCost(scene),
        weight: 'advice',
      },
    };
  },
};
