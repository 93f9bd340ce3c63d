import { embed } from '../../../../shared/words';
import { sectionText } from '../../config';
import type { SectionText } from '../../config';
import { fromText } from '../evidence';
import type { CheckDefinition } from '../facts';
import type { Scene } from '../scene';
import { unknown } from './missing';

const METHODS = ['anonymousAuthentication', 'windowsAuthentication', 'basicAuthentication'] as const;

/** Schema: anonymousAuthentication is on unless somebody says otherwise, the others are off. */
const isOn = ({ text }: SectionText, method: (typeof METHODS)[number]): boolean =>
  text === null ? method === 'anonymousAuthentication' : text.toLowerCase() === 'true';

/** Chrome and Safari send no Windows credentials with a WebSocket (AspNetCore.Docs #18296). */
export const siteAuthentication: CheckDefinition = {
  id: 'site.authentication',
  station: 'site',
  title: 'Authentication',
  blocking: false,
  subject: 'authentication',
  run(scene) {
    const { application, name } = scene;
    if (application === null) return null;
    const found = METHODS.map((method) => ({ method, text: read(scene, application.path, method) }));
    const gap = found.find(({ text }) => text.unknown !== undefined)?.text.unknown;
    const evidence = found.map(({ method, text }) =>
      fromText(`${method} enabled`, text, method === 'anonymousAuthentication' ? 'true' : 'false'),
    );
    if (gap !== undefined)
      return unknown(`How ${name} asks who a client is is unknown: ${embed(gap)}.`, { evidence });
    const on = found.filter(({ method, text }) => isOn(text, method)).map(({ method }) => method);
    if (on.includes('anonymousAuthentication'))
      return {
        state: 'good',
        sentence: `${name} lets a handshake in without asking who it is; browsers apply no CORS to WebSockets, so the application itself must check Origin and who is there.`,
        evidence,
      };
    const windows = on.includes('windowsAuthentication');
    const how = windows
      ? 'Windows authentication'
      : on.length > 0
        ? 'Basic authentication'
        : 'no authentication that is on';
    return {
      state: 'warning',
      sentence: windows
        ? `${name} asks for Windows authentication before the upgrade: Chrome and Safari send no Windows credentials with a WebSocket and get 401, and NTLM over loopback to a host name gets 401.1.`
        : `${name} has anonymous authentication off and ${how}: a browser's WebSocket sends no credentials by itself and gets 401.`,
      note: '401',
      evidence,
      cause: windows
        ? 'Chrome and Safari send no Windows credentials with a socket (401)'
        : 'it lets no socket in without credentials (401)',
    };
  },
};

const read = ({ facts }: Scene, path: string, method: string): SectionText =>
  sectionText(
    facts.config,
    { kind: 'application', site: facts.site, path },
    `system.webServer/security/authentication/${method}`,
    'enabled',
  );
