import { embed, list } from '../../../../shared/words';
import { sectionText } from '../../config';
import { fromText } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';

const SECTION = 'system.webServer/iisnode';
/** iisnode's own defaults: both are on, and insecure where strangers come (iisnode schema). */
const FLAGS = ['debuggingEnabled', 'devErrorsEnabled'] as const;

export const appIisnode: CheckDefinition = {
  id: 'app.iisnode',
  station: 'app',
  title: "iisnode's settings",
  blocking: false,
  subject: "iisnode's settings",
  run(scene) {
    const { application, facts, name } = scene;
    if (application === null || scene.kind()?.iisnode == null) return null;
    const target = { kind: 'application', site: facts.site, path: application.path } as const;
    const read = (attribute: string) => sectionText(facts.config, target, SECTION, attribute);
    const flags = FLAGS.map((attribute) => ({ attribute, text: read(attribute) }));
    const processes = read('nodeProcessCountPerApplication');
    const gap = [...flags.map(({ text }) => text), processes].find((text) => text.unknown !== undefined);
    if (gap?.unknown !== undefined)
      return unknown(`How iisnode is set up for ${name} is unknown: ${embed(gap.unknown)}.`);
    const evidence = [
      ...flags.map(({ attribute, text }) => fromText(attribute, text, 'true', 'false')),
      fromText('nodeProcessCountPerApplication', processes, '1', '1'),
    ];
    const on = flags.filter(({ text }) => (text.text ?? 'true').toLowerCase() === 'true');
    const many = (processes.text ?? '1') !== '1';
    const faults = [
      ...(on.length > 0
        ? [
            `${list(on.map(({ attribute }) => attribute))} ${on.length === 1 ? 'is' : 'are'} on, as iisnode sets by default: strangers may debug the application or read its errors`,
          ]
        : []),
      ...(many
        ? [
            `it runs ${processes.text === '0' ? 'a node.exe a processor' : `${processes.text ?? ''} of node.exe`}, and a Socket.IO client's requests reach another one each time`,
          ]
        : []),
    ];
    if (faults.length === 0)
      return {
        state: 'good',
        sentence: `iisnode runs ${name} in one node.exe without debugging; it is no longer developed, and HttpPlatformHandler or a proxy does the same today.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `iisnode of ${name}: ${faults.join('; ')}. Set it in the <iisnode> of its web.config.`,
      note: 'unsafe',
      evidence,
      cause:
        on.length > 0
          ? 'iisnode shows debugging and errors to strangers'
          : 'iisnode spreads a client over processes',
    };
  },
};
