import { embed } from '../../../../shared/words';
import { booleanOf, effective, whyUnknown } from '../../config';
import { fromSetting } from '../evidence';
import type { CheckDefinition } from '../facts';
import { everyApplication } from '../touches';
import { unknown } from './missing';

/** Socket.IO and SignalR hold Origin against Host: behind a proxy that rewrites Host they differ. */
export const appProxyHost: CheckDefinition = {
  id: 'app.proxy-host',
  station: 'app',
  title: 'Host behind the proxy',
  blocking: false,
  subject: 'preserveHostHeader',
  run(scene) {
    const { facts, name } = scene;
    const rules = scene.kind()?.rules ?? [];
    // A farm keeps the client's Host by default (webfarm.xml).
    if (rules.every(({ farm }) => farm !== null)) return null;
    if (facts.config.sections.size > 0 && !facts.config.sections.has('system.webServer/proxy')) return null;
    const setting = effective(facts.config, { kind: 'server' }, 'proxy.preserveHostHeader');
    const keeps = booleanOf(setting);
    if (keeps === null)
      return unknown(`Which Host the server behind ${name} sees is unknown: ${embed(whyUnknown(setting))}.`);
    const evidence = [fromSetting(setting, 'true')];
    if (keeps)
      return {
        state: 'good',
        sentence: `The server behind ${name} sees the Host that the client sent, against which it can hold Origin.`,
        evidence,
      };
    return {
      state: 'warning',
      sentence: `The server behind ${name} sees the proxy's own target as Host, not the one of the client (preserveHostHeader is false): a check of Origin against Host there refuses browsers, mostly with 403 or 400.`,
      note: 'Host changed',
      evidence,
      cause: 'the server behind the proxy sees another Host than the client sent',
      fix: {
        title: "Keep the client's Host",
        changes: [
          {
            kind: 'config',
            edit: {
              kind: 'set',
              target: { kind: 'server' },
              setting: 'proxy.preserveHostHeader',
              value: 'true',
            },
          },
        ],
        touches: everyApplication(facts.config),
        cost: 'concerns every proxied request of the server: a server behind that tells sites apart by its own name then gets the outer one; it can restart every application',
        weight: 'advice',
      },
    };
  },
};
