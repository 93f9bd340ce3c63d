import { embed } from '../../../../shared/words';
import { booleanOf, whyUnknown } from '../../config';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** A 32-bit worker process has little room for the buffers of many sockets, and loads 32-bit modules only. */
export const poolBitness: CheckDefinition = {
  id: 'pool.bitness',
  station: 'pool',
  title: '32-bit',
  blocking: false,
  subject: 'bitness',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return null;
    const setting = scene.poolSetting('enable32BitAppOnWin64');
    const on = booleanOf(setting);
    if (setting === null || on === null)
      return unknown(`Whether ${pool} runs 32-bit is unknown: ${embed(whyUnknown(setting))}.`);
    const evidence = [fromSetting(setting)];
    return on
      ? {
          state: 'warning',
          sentence: `${pool} runs its worker processes 32-bit: at most 4 GB for all its sockets together, and an in-process ASP.NET Core application must be published 32-bit, too.`,
          note: '32-bit',
          evidence,
          cause: `its pool ${pool} runs 32-bit`,
        }
      : { state: 'good', sentence: `${pool} runs 64-bit on a 64-bit Windows.`, evidence };
  },
};
