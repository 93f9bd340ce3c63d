import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noApplication } from './missing';

export const poolExists: CheckDefinition = {
  id: 'pool.exists',
  station: 'pool',
  title: 'Application pool',
  blocking: true,
  subject: 'application pool',
  run(scene) {
    if (scene.application === null) return noApplication(scene);
    const where = scene.application.where;
    if (scene.poolName === null)
      return {
        state: 'broken',
        sentence: `${scene.name} names no application pool and inherits none, so no worker process can serve it or hold its sockets.`,
        note: 'no pool',
        evidence: [fact('applicationPool', 'none', 'application', { where })],
        cause: 'it has no application pool',
      };
    if (scene.pool === null)
      return {
        state: 'broken',
        sentence: `${scene.name} is to run in the pool ${scene.poolName}, but there is no such pool, so IIS answers 503 before a handshake can begin.`,
        note: 'missing',
        evidence: [fact('applicationPool', scene.poolName, 'application', { where })],
        cause: `its pool ${scene.poolName} does not exist`,
      };
    return {
      state: 'good',
      sentence: `${scene.name} runs in the pool ${scene.pool.name}.`,
      evidence: [fact('applicationPool', scene.pool.name, 'applicationPools', { where: scene.pool.where })],
    };
  },
};
