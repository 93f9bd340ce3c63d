import { embed, list } from '../../../../shared/words';
import { kindOf } from '../application-kind';
import { fact, fromEntry, fromText } from '../evidence';
import type { CheckDefinition, Finding } from '../facts';
import { poolOfItsOwn } from '../own-pool';
import type { Scene } from '../scene';
import { applicationsInPool } from '../touches';
import { unknown } from './missing';

/** How many neighbours in the pool are looked at: more share it by mistake or by a script that IIS can tell. */
const NEIGHBOURS = 20;

/**
 * An in-process application owns its worker process: a second one in the pool does not start (500.35, "ANCM Multiple
 * In-Process Applications in same Process": learn.microsoft.com/aspnet/core/test/troubleshoot-azure-iis).
 */
export const appAspnetCore: CheckDefinition = {
  id: 'app.aspnet-core',
  station: 'app',
  title: 'ASP.NET Core',
  blocking: false,
  subject: 'hosting model',
  run(scene) {
    const kind = scene.kind();
    if (kind?.aspNetCore == null) return null;
    const evidence = [
      fromEntry('handler', kind.aspNetCore),
      fromText('hostingModel', kind.hosting, 'outofprocess'),
    ];
    if (kind.hosting.unknown !== undefined)
      return unknown(`How ${scene.name} is hosted is unknown: ${embed(kind.hosting.unknown)}.`, { evidence });
    if (kind.hosting.text?.toLowerCase() !== 'inprocess')
      return {
        state: 'good',
        sentence: `${scene.name} runs in a process of its own behind the ASP.NET Core module, which passes sockets on where the WebSocket feature is there.`,
        evidence,
      };
    return shared(scene, evidence);
  },
};

function shared(scene: Scene, evidence: Finding['evidence']): Finding {
  const { config, site } = scene.facts;
  const here = scene.application?.path ?? '/';
  const mine = site + here;
  const others = (scene.pool === null ? [] : applicationsInPool(config, scene.pool.name)).filter(
    (each) => each !== mine,
  );
  const names = others.slice(0, NEIGHBOURS).filter((each) => {
    const slash = each.indexOf('/');
    const { aspNetCore, hosting } = kindOf(config, each.slice(0, slash), each.slice(slash));
    return aspNetCore !== null && hosting.text?.toLowerCase() === 'inprocess';
  });
  const facts = [...evidence, ...names.map((name) => fact('also in-process', name, 'the same pool'))];
  const pool = scene.pool?.name ?? 'its pool';
  if (names.length === 0)
    return {
      state: 'good',
      sentence: `${scene.name} runs inside the worker process of ${pool}${others.length === 0 ? ', which it has to itself' : ''}, and takes sockets where the WebSocket feature is there.`,
      evidence: facts,
    };
  const fix = poolOfItsOwn(scene);
  return {
    state: 'broken',
    blocking: true,
    sentence: `${scene.name} and ${list(names)} both run in-process in ${pool}: only one ASP.NET Core application may live in a worker process, and the other answers 500.35.`,
    note: '500.35',
    evidence: facts,
    cause: `another in-process ASP.NET Core application shares its pool ${pool} (500.35)`,
    ...(fix ? { fix } : {}),
  };
}
