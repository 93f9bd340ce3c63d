import { entriesOf } from '../../config';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';

/** Firefox sends "Connection: keep-alive, Upgrade", which iisnode overwrites (Azure/iisnode #112, cprotocolbridge.cpp). */
export const appIisnodeFirefox: CheckDefinition = {
  id: 'app.iisnode-firefox',
  station: 'app',
  title: 'Firefox with iisnode',
  blocking: false,
  subject: 'Connection header',
  run(scene) {
    const { application, facts, name } = scene;
    if (application === null || scene.kind()?.iisnode == null) return null;
    const target = { kind: 'application', site: facts.site, path: application.path } as const;
    const { entries } = entriesOf(facts.config, target, 'system.webServer/rewrite/rules', { entry: 'rule' });
    const mended = entries.find(({ element }) =>
      element
        .child('serverVariables')
        ?.children.some(
          (set) =>
            set.get('name')?.toUpperCase() === 'HTTP_CONNECTION' &&
            set.get('value')?.toLowerCase() === 'upgrade',
        ),
    );
    if (mended)
      return {
        state: 'good',
        sentence: `A rewrite rule gives ${name} the Connection header that iisnode understands, so Firefox can upgrade as well.`,
        evidence: [fact('HTTP_CONNECTION', 'Upgrade', mended.label, { where: mended.where })],
      };
    return {
      state: 'warning',
      sentence: `Firefox can't open a socket to ${name}: it sends "Connection: keep-alive, Upgrade", iisnode passes that on wrongly, and the answer is 400. A rewrite rule that sets HTTP_CONNECTION to Upgrade mends it.`,
      note: 'no Firefox',
      evidence: [fact('HTTP_CONNECTION', 'not set', 'rewrite rules', { shouldBe: 'Upgrade' })],
      cause: 'Firefox gets 400 from iisnode',
    };
  },
};
