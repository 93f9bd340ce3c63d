import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsInPool } from '../touches';
import { noPool, noRuntime, unknown } from './missing';

export const poolState: CheckDefinition = {
  id: 'pool.state',
  station: 'pool',
  title: 'Pool state',
  blocking: true,
  subject: 'pool state',
  run(scene) {
    if (scene.pool === null) return noPool(scene);
    const live = scene.runtimePool;
    if (live === null) return noRuntime(scene, `Whether the pool ${scene.pool.name} is started`);
    const evidence = [fact('state', live.state, 'run-time state', { shouldBe: 'Started' })];
    if (live.state === 'Started')
      return { state: 'good', sentence: `The pool ${live.name} is started.`, note: 'started', evidence };
    if (live.state === 'Starting' || live.state === 'Unknown')
      return unknown(
        live.state === 'Starting'
          ? `The pool ${live.name} is starting just now; read again in a moment.`
          : `IIS does not say whether the pool ${live.name} is started.`,
        { evidence, note: live.state === 'Starting' ? 'starting' : 'unknown' },
      );
    return {
      state: 'broken',
      sentence: `The pool ${live.name} is ${live.state === 'Stopped' ? 'stopped' : 'stopping'}, so IIS answers every request to ${scene.name} with 503, the handshake too.`,
      note: live.state.toLowerCase(),
      evidence,
      cause: `its pool ${live.name} is stopped`,
      fix: {
        title: `Start the pool ${live.name}`,
        changes: [{ kind: 'action', action: { kind: 'start-pool', pool: live.name } }],
        touches: applicationsInPool(scene.facts.config, scene.pool.name),
        cost: 'cuts nothing; its applications answer from then on',
        weight: 'blocks',
      },
    };
  },
};
