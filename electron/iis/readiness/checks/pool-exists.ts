import { fact } from '../evidence';
import type { Fix } from '../../../../shared/model/readiness';
import type { CheckDefinition } from '../facts';
import type { Scene } from '../scene';
import { applicationsInPool } from '../touches';
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
        fix: create(scene, scene.poolName),
      };
    return {
      state: 'good',
      sentence: `${scene.name} runs in the pool ${scene.pool.name}.`,
      evidence: [fact('applicationPool', scene.pool.name, 'applicationPools', { where: scene.pool.where })],
    };
  },
};

/** A pool of the name that is asked for, with what applicationPoolDefaults says. */
function create(scene: Scene, name: string): Fix {
  return {
    title: `Create the pool ${name}`,
    changes: [
      {
        kind: 'config',
        edit: {
          kind: 'add-element',
          ref: {
            section: 'system.applicationHost/applicationPools',
            element: 'add',
            attributes: { name, managedPipelineMode: 'Integrated' },
          },
        },
      },
    ],
    touches: applicationsInPool(scene.facts.config, name),
    cost: `cuts nothing; the pool gets what applicationPoolDefaults says, and runs as IIS AppPool\\${name}`,
    weight: 'blocks',
  };
}
