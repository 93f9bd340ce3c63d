import { embed } from '../../../../shared/words';
import { booleanOf, whyUnknown } from '../../config';
import { poolCost } from '../cost';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { unknown } from './missing';

/** Overlapped, clients that reconnect find the new worker process; else nobody answers until the old one has ended. */
export const poolOverlap: CheckDefinition = {
  id: 'pool.overlap',
  station: 'pool',
  title: 'Overlapped recycle',
  blocking: false,
  subject: 'overlapped recycle',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return null;
    const setting = scene.poolSetting('recycling.disallowOverlappingRotation');
    const off = booleanOf(setting);
    if (setting === null || off === null)
      return unknown(`How ${pool} recycles is unknown: ${embed(whyUnknown(setting))}.`);
    const evidence = [fromSetting(setting, 'false')];
    if (!off)
      return {
        state: 'good',
        sentence: `When ${pool} recycles, a new worker process answers while the old one lets its sockets leave.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `When ${pool} recycles, no new worker process starts until the old one has ended (disallowOverlappingRotation): as long as sockets stay open in it, clients that connect again wait.`,
      note: 'no overlap',
      evidence,
      cause: `its pool ${pool} recycles without overlap`,
      fix: {
        title: `Let ${pool} recycle overlapped`,
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'pool', pool },
              setting: 'recycling.disallowOverlappingRotation',
              value: 'false',
            },
          },
        ],
        touches: applicationsInPool(scene.facts.config, pool),
        cost: `${poolCost(scene)}; an application that must not run twice at a time must stay without overlap`,
        weight: 'advice',
      },
    };
  },
};
