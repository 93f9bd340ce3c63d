import { embed } from '../../../../shared/words';
import { textOf, whyUnknown } from '../../config';
import type { Fix } from '../../../../shared/model/readiness';
import { isForwarded } from '../application-kind';
import { poolCost } from '../cost';
import { fact, fromSetting } from '../evidence';
import { classicWords } from '../classic-only';
import type { CheckDefinition, Finding } from '../facts';
import { poolOfItsOwn } from '../own-pool';
import type { Scene } from '../scene';
import { applicationsInPool } from '../touches';
import { noPool, unknown } from './missing';

export const poolMode: CheckDefinition = {
  id: 'pool.mode',
  station: 'pool',
  title: 'Pipeline mode',
  blocking: true,
  subject: 'pipeline mode',
  run(scene) {
    const pool = scene.pool?.name;
    if (pool === undefined) return noPool(scene);
    const mode = scene.poolSetting('managedPipelineMode');
    const runtime = scene.poolSetting('managedRuntimeVersion');
    const evidence = [
      ...(mode === null ? [] : [fromSetting(mode, 'Integrated')]),
      ...(runtime === null ? [] : [fromSetting(runtime)]),
    ];
    const is = textOf(mode);
    if (is === 'Integrated')
      return {
        state: 'good',
        sentence: `${pool} runs in Integrated mode, in which the WebSocket module sees each request.`,
        note: 'Integrated',
        evidence,
      };
    if (is !== 'Classic')
      return unknown(`The pipeline mode of ${pool} is unknown: ${embed(whyUnknown(mode))}.`, { evidence });
    const version = textOf(runtime);
    if (version === null)
      return unknown(
        `${pool} is set to Classic mode, but whether it runs managed code is unknown: ${embed(whyUnknown(runtime))}.`,
        { evidence, note: 'Classic' },
      );
    const cause = `its pool ${pool} runs in Classic mode`;
    const kind = scene.kind();
    const managed = version !== '' && (kind === null || !isForwarded(kind));
    if (managed)
      return {
        state: 'broken',
        sentence: `${pool} runs in Classic mode: requests take the old ISAPI way, on which the WebSocket module never sees them, so the client gets a normal page or an error instead of 101.`,
        note: 'Classic',
        evidence,
        cause,
        ...mends(scene, pool),
      };
    const what =
      version === '' ? 'runs no managed code (No Managed Code)' : `${scene.name} is no ASP.NET code`;
    // For other kinds of applications the two modes differ little; only a handshake can tell whether it matters here.
    const { handshake } = scene.facts;
    if (handshake?.upgraded === true)
      return {
        state: 'good',
        sentence: `${pool} is set to Classic mode but ${what}, and the live handshake went through it.`,
        note: 'Classic',
        evidence,
      };
    // A plain page instead of 101 while the module is on leaves the mode as what is wrong; any other answer doesn't.
    if (handshake?.status === 200 && scene.webSocketModule()?.enabled === true)
      return {
        state: 'broken',
        sentence: `${pool} runs in Classic mode, and the live handshake was answered with a plain 200 page instead of 101 although the WebSocket module is on.`,
        note: 'Classic',
        evidence: [...evidence, fact(`GET ${handshake.url}`, '200', 'live handshake', { shouldBe: '101' })],
        cause,
        ...mends(scene, pool),
      };
    return {
      state: 'warning',
      sentence: `${pool} is set to Classic mode but ${what}; WebSockets are documented for Integrated mode only, so try a handshake or change it.`,
      note: 'Classic',
      evidence,
      cause,
      ...mends(scene, pool),
    };
  },
};

/** The change for the whole pool, and where others share it a pool of its own. */
function mends(scene: Scene, pool: string): Pick<Finding, 'fix' | 'alternative'> {
  const alternative = poolOfItsOwn(scene);
  return { fix: toIntegrated(scene, pool), ...(alternative ? { alternative } : {}) };
}

function toIntegrated(scene: Scene, pool: string): Fix {
  return {
    title: `Run ${pool} in Integrated mode`,
    changes: [
      {
        kind: 'config',
        edit: {
          kind: 'set',
          target: { kind: 'pool', pool },
          setting: 'managedPipelineMode',
          value: 'Integrated',
        },
      },
    ],
    touches: applicationsInPool(scene.facts.config, pool),
    cost: `${poolCost(scene)}; ${classicWords(scene.facts.config, pool)}`,
    weight: 'blocks',
  };
}
