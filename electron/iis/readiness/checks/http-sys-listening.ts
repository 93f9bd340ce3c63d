import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { noRuntime, unknown } from './missing';
import { isWeb } from './web-bindings';

export const httpSysListening: CheckDefinition = {
  id: 'http-sys.listening',
  station: 'http-sys',
  title: 'Port answers',
  blocking: true,
  subject: 'listening ports',
  run(scene) {
    const live = scene.runtimeSite;
    if (live === null)
      return {
        ...noRuntime(scene, `Whether HTTP.sys listens for ${scene.name}`),
        // No file can ever show it, and a site that is up listens or says why: there it doesn't hold `ready`.
        blocking: scene.facts.server !== 'file',
      };
    const web = live.bindings.filter((binding) => isWeb(binding.protocol));
    const evidence = web.map((binding) =>
      fact(binding.bindingInformation, binding.url ?? 'not listening', binding.note ?? 'run-time state'),
    );
    const open = web.find((binding) => binding.url !== null);
    if (open?.url != null)
      return {
        state: 'good',
        sentence: `HTTP.sys, the part of Windows that takes the connections, listens for ${live.name} on ${open.url}${open.note === undefined ? '' : ` (${open.note})`}.`,
        note: 'listening',
        evidence,
      };
    // The port of a stopped site is let go on purpose: the fault is the site's, and only its.
    if (live.state !== 'Started')
      return unknown(
        `${live.name} is not started, so HTTP.sys holds no port for it; whether the port can be had shows when it starts.`,
        { evidence },
      );
    const why = web.find((binding) => binding.note !== undefined)?.note;
    return {
      state: 'broken',
      sentence: `Nothing listens for ${live.name}${why === undefined ? '' : `: ${why}`}, so no client can connect and no upgrade can begin.`,
      note: 'not listening',
      evidence,
      cause: 'nothing listens on its bindings',
    };
  },
};
