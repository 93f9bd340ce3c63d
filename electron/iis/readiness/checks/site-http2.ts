import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { webBindings } from './web-bindings';

/** sslFlags of a binding: no HTTP/2 (IIS documentation, binding). */
const NO_HTTP2 = 4;

/** Tells only: an upgrade goes over HTTP/1.1, for which a browser opens a connection of its own. */
export const siteHttp2: CheckDefinition = {
  id: 'site.http2',
  station: 'site',
  title: 'HTTP/2',
  blocking: false,
  subject: 'HTTP/2',
  run(scene) {
    const secure = webBindings(scene).filter(({ protocol }) => protocol.toLowerCase() === 'https');
    if (secure.length === 0) return null;
    const evidence = secure.map(({ bindingInformation, sslFlags, where }) =>
      fact(`https ${bindingInformation}`, `sslFlags ${sslFlags}`, 'bindings', { where }),
    );
    const off = secure.every(({ sslFlags }) => Math.floor(sslFlags / NO_HTTP2) % 2 === 1);
    return {
      state: 'good',
      sentence: off
        ? `HTTP/2 is off for the https bindings of ${scene.facts.site}; a WebSocket needs HTTP/1.1 only.`
        : `HTTP/2 may stay on for ${scene.facts.site}: an upgrade goes over HTTP/1.1, for which a browser opens a connection of its own; a client that insists on HTTP/2 can't upgrade.`,
      evidence,
    };
  },
};
