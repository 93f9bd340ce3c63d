import { embed, list } from '../../../../shared/words';
import { textOf } from '../../config';
import { fromEntry } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

/** What takes the application's requests, and so its handshakes. Later checks of the station speak of that kind. */
export const appKind: CheckDefinition = {
  id: 'app.kind',
  station: 'app',
  title: 'Kind of application',
  blocking: false,
  subject: 'kind of application',
  run(scene) {
    const kind = scene.kind();
    if (kind === null) return null;
    const { iisnode, aspNetCore, httpPlatform, rules, aspNet } = kind;
    const handlers = [iisnode, aspNetCore, httpPlatform].flatMap((entry) =>
      entry === null ? [] : [fromEntry('handler', entry)],
    );
    const evidence = [...handlers, ...rules.map(({ entry }) => fromEntry('rewrite rule', entry))];
    const is = [
      ...(iisnode === null ? [] : ['iisnode']),
      ...(aspNetCore === null ? [] : ['the ASP.NET Core module']),
      ...(httpPlatform === null ? [] : ['HttpPlatformHandler']),
      ...(rules.length === 0 ? [] : ['a proxy rule of URL Rewrite']),
    ];
    if (is.length > 0)
      return {
        state: 'good',
        sentence: `${scene.name} is served by ${list(is)}${kind.unknown === undefined ? '' : ', as far as it was read'}.`,
        evidence,
      };
    if (aspNet[0])
      return {
        state: 'good',
        sentence: `${scene.name} is an ASP.NET application of the .NET Framework.`,
        evidence: [fromEntry('system.web', aspNet[0], 'targetFramework')],
      };
    if (kind.unknown !== undefined)
      return unknown(`What serves ${scene.name} is unknown: ${embed(kind.unknown)}.`);
    const runtime = textOf(scene.poolSetting('managedRuntimeVersion'));
    if (scene.facts.server !== 'practice' && runtime === '')
      return {
        state: 'warning',
        sentence: `Nothing in the configuration of ${scene.name} takes sockets: no handler of ASP.NET Core, iisnode or HttpPlatformHandler, no proxy rule, and its pool loads no .NET; IIS itself only opens the door.`,
        note: 'nothing there',
        evidence,
        cause: 'nothing in its configuration takes sockets',
      };
    return {
      state: 'good',
      sentence:
        scene.facts.server === 'practice'
          ? `Every path of ${scene.name} echoes: the practice server is the application itself.`
          : `${scene.name} has no handler of another platform: a handler (.ashx) or module of ASP.NET must take its sockets.`,
      evidence,
    };
  },
};
