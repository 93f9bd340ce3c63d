import { embed, number } from '../../../../shared/words';
import { numberOf, whyUnknown } from '../../config';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { unknown } from './missing';

const DEFAULT = 1000;

/** Handshakes that wait for a worker process. After a recycle every client comes again at once. */
export const poolQueue: CheckDefinition = {
  id: 'pool.queue',
  station: 'pool',
  title: 'Request queue',
  blocking: false,
  subject: 'queueLength',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return null;
    const setting = scene.poolSetting('queueLength');
    const length = numberOf(setting);
    if (setting === null || length === null)
      return unknown(`How many requests may wait for ${pool} is unknown: ${embed(whyUnknown(setting))}.`);
    const evidence = [fromSetting(setting)];
    if (length >= DEFAULT)
      return {
        state: 'good',
        sentence: `${number(length)} handshakes may wait for a worker process of ${pool}; sockets that are open do not count.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `Only ${number(length)} handshakes may wait for a worker process of ${pool}: when all clients come again after a recycle, the others are answered with 503 (QueueFull in HTTPERR).`,
      note: `queue ${number(length)}`,
      evidence,
      cause: `only ${number(length)} handshakes may wait for its pool ${pool}`,
      fix: {
        title: `Let ${number(DEFAULT)} requests wait for ${pool}`,
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'pool', pool },
              setting: 'queueLength',
              value: String(DEFAULT),
            },
          },
        ],
        touches: applicationsInPool(scene.facts.config, pool),
        cost: 'seems to need no recycle; open sockets stay',
        weight: 'advice',
      },
    };
  },
};
