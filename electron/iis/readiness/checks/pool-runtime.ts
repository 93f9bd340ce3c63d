import { embed } from '../../../../shared/words';
import { textOf, whyUnknown } from '../../config';
import { isForwarded } from '../application-kind';
import { fromEntry, fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { poolCost } from '../cost';
import { applicationsInPool } from '../touches';
import { unknown } from './missing';

/** The CLR that the pool loads, against what the application is. System.Web.WebSockets needs .NET 4.5, so CLR v4.0. */
export const poolRuntime: CheckDefinition = {
  id: 'pool.runtime',
  station: 'pool',
  title: '.NET CLR',
  blocking: false,
  subject: '.NET CLR version',
  run(scene) {
    const pool = scene.pool?.name;
    const kind = scene.kind();
    if (pool === undefined || kind === null) return null;
    const setting = scene.poolSetting('managedRuntimeVersion');
    const version = textOf(setting);
    if (setting === null || version === null)
      return unknown(`Which CLR ${pool} loads is unknown: ${embed(whyUnknown(setting))}.`);
    const [dotNet] = kind.aspNet;
    const evidence = [
      fromSetting(setting),
      ...(dotNet ? [fromEntry('targetFramework', dotNet, 'targetFramework')] : []),
    ];
    const managed = dotNet !== undefined && !isForwarded(kind);
    const fix = {
      title: `Load the CLR v4.0 in ${pool}`,
      changes: [
        {
          kind: 'config' as const,
          edit: {
            kind: 'set' as const,
            target: { kind: 'pool' as const, pool },
            setting: 'managedRuntimeVersion',
            value: 'v4.0',
          },
        },
      ],
      touches: applicationsInPool(scene.facts.config, pool),
      cost: `${poolCost(scene)}; code of .NET 2.0 to 3.5 in the pool then runs on .NET 4`,
      weight: 'blocks' as const,
    };
    if (managed && version !== 'v4.0')
      return {
        state: 'broken',
        blocking: true,
        sentence: `${scene.name} is an ASP.NET application, but its pool ${pool} loads ${version === '' ? 'no CLR (No Managed Code)' : `the CLR ${version}`}; WebSockets of ASP.NET need .NET 4.5 or later on CLR v4.0.`,
        note: version === '' ? 'no CLR' : version,
        evidence,
        cause: `its pool ${pool} loads ${version === '' ? 'no CLR' : `the CLR ${version}`}, and ASP.NET needs v4.0`,
        fix,
      };
    if (/^v[12]\./.test(version) && kind.unknown !== undefined)
      return unknown(
        `${pool} loads the CLR ${version}, which has no WebSockets; whether ${scene.name} needs it is unknown: ${embed(kind.unknown)}.`,
        { evidence },
      );
    if (/^v[12]\./.test(version) && !isForwarded(kind))
      return {
        state: 'warning',
        sentence: `${pool} loads the CLR ${version}: an ASP.NET application on it has no WebSockets, which came with .NET 4.5 on CLR v4.0.`,
        note: version,
        evidence,
        cause: `its pool ${pool} loads the CLR ${version}, which has no WebSockets`,
        fix,
      };
    return {
      state: 'good',
      sentence:
        version === ''
          ? `${pool} loads no CLR (No Managed Code), which suits native modules, ASP.NET Core, Node.js and proxying.`
          : kind.aspNetCore === null
            ? `${pool} loads the CLR ${version}, on which ASP.NET takes WebSockets.`
            : `${pool} loads the CLR ${version}, which ASP.NET Core does not use; No Managed Code would do.`,
      evidence,
    };
  },
};
