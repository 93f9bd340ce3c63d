import { fromEntry } from '../evidence';
import type { CheckDefinition } from '../facts';

/** iisnode wants IIS's WebSocket module off, a proxy wants it on: one application can't have both. */
export const appConflict: CheckDefinition = {
  id: 'app.conflict',
  station: 'app',
  title: 'Opposite needs',
  blocking: false,
  subject: 'opposite needs',
  run(scene) {
    const kind = scene.kind();
    if (kind?.iisnode == null) return null;
    const other = kind.aspNetCore ?? kind.httpPlatform ?? kind.rules[0]?.entry ?? null;
    const evidence = [fromEntry('iisnode handler', kind.iisnode)];
    if (other === null)
      return {
        state: 'good',
        sentence: `Only iisnode takes sockets of ${scene.name}, so its need of a section that is off stands against nothing.`,
        evidence,
      };
    const what =
      kind.aspNetCore !== null
        ? 'ASP.NET Core'
        : kind.httpPlatform !== null
          ? 'HttpPlatformHandler'
          : 'a proxy rule';
    return {
      state: 'warning',
      sentence: `${scene.name} has both iisnode, which needs the webSocket section off, and ${what}, which needs it on: whichever way it is set, sockets of one of them fail. Give one of the two an application (a path) of its own, and set the section there.`,
      note: 'conflict',
      evidence: [...evidence, fromEntry(what, other)],
      cause: `iisnode and ${what} need opposite webSocket settings`,
    };
  },
};
