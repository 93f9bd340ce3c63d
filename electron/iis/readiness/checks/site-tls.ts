import { embed } from '../../../../shared/words';
import { sectionText } from '../../config';
import { fromText } from '../evidence';
import type { CheckDefinition } from '../facts';
import { unknown } from './missing';
import { webBindings } from './web-bindings';

/**
 * security/access: what it demands of a connection, HTTP.sys's bindings must be able to give. 403.4 and 403.7: Microsoft's
 * "HTTP status codes in IIS" (KB 943891).
 */
export const siteTls: CheckDefinition = {
  id: 'site.tls',
  station: 'site',
  title: 'TLS demanded',
  blocking: false,
  subject: 'sslFlags',
  run(scene) {
    const { application, facts, name } = scene;
    if (application === null) return null;
    const target = { kind: 'application', site: facts.site, path: application.path } as const;
    const found = sectionText(facts.config, target, 'system.webServer/security/access', 'sslFlags');
    if (found.unknown !== undefined)
      return unknown(`Whether ${name} demands TLS is unknown: ${embed(found.unknown)}.`);
    const flags = (found.text ?? 'None').split(',').map((flag) => flag.trim().toLowerCase());
    const evidence = [fromText('sslFlags', found, 'None')];
    const bindings = webBindings(scene);
    const secure = bindings.some(({ protocol }) => protocol.toLowerCase() === 'https');
    if (!flags.some((flag) => /^ssl(128)?$/.test(flag) || flag === '8'))
      return {
        state: 'good',
        sentence: `${name} takes connections with and without TLS, as its bindings offer them.`,
        evidence,
      };
    if (!secure && bindings.length > 0)
      return {
        state: 'broken',
        blocking: true,
        sentence: `${name} demands TLS (sslFlags ${found.text ?? ''}) but ${facts.site} has no https binding, so every handshake is answered with 403.4; add an https binding with a certificate.`,
        note: '403.4',
        evidence,
        cause: 'it demands TLS but has no https binding',
      };
    if (flags.includes('sslrequirecert'))
      return {
        state: 'warning',
        sentence: `${name} demands a client certificate (SslRequireCert): a client without one is answered with 403.7, and a browser can ask for none while it opens a socket.`,
        note: 'client certificate',
        evidence,
        cause: 'it demands a client certificate of every socket',
      };
    return {
      state: 'good',
      sentence: `${name} demands TLS: clients use wss://, and ws:// is answered with 403.4.`,
      evidence,
    };
  },
};
