import { duration, embed } from '../../../../shared/words';
import { secondsOf, whyUnknown } from '../../config';
import { poolCost } from '../cost';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { unknown } from './missing';

/** Too little to say goodbye to many clients. */
const SHORT_S = 10;
/** Old worker processes that stay as long pile up at each deployment. */
const LONG_S = 600;

/** How long open sockets hold the old worker process of a recycle before it is ended with them. */
export const poolShutdown: CheckDefinition = {
  id: 'pool.shutdown',
  station: 'pool',
  title: 'Time to leave',
  blocking: false,
  subject: 'shutdownTimeLimit',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return null;
    const setting = scene.poolSetting('processModel.shutdownTimeLimit');
    const seconds = secondsOf(setting);
    if (setting === null || seconds === null)
      return unknown(
        `How long sockets of ${pool} may take to leave is unknown: ${embed(whyUnknown(setting))}.`,
      );
    const evidence = [fromSetting(setting)];
    if (seconds >= SHORT_S && seconds <= LONG_S)
      return {
        state: 'good',
        sentence: `At a recycle the sockets of ${pool} have ${duration(seconds)} to leave, then they are cut; ASP.NET of the .NET Framework cuts them at once.`,
        evidence,
      };
    const short = seconds < SHORT_S;
    return {
      state: 'warning',
      sentence: short
        ? `At a recycle the sockets of ${pool} have only ${duration(seconds)} to leave, then they are cut, mostly without a close frame.`
        : `At a recycle the old worker process of ${pool} stays up to ${duration(seconds)} for its sockets, with its memory and its old code.`,
      note: duration(seconds),
      evidence,
      cause: short
        ? `its sockets have only ${duration(seconds)} to leave at a recycle`
        : `an old worker process stays up to ${duration(seconds)} after a recycle`,
      fix: {
        title: `Give sockets of ${pool} 90 s to leave`,
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'pool', pool },
              setting: 'processModel.shutdownTimeLimit',
              value: '00:01:30',
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
