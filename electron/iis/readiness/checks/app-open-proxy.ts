import { list } from '../../../../shared/words';
import { fromEntry } from '../evidence';
import type { CheckDefinition } from '../facts';

/** Whatever the client may write: its Host header, or a part of the address that the rule's pattern took. */
const CLIENTS = /\{(HTTP_|R:|QUERY_STRING|REQUEST_URI|URL|PATH_INFO|UNENCODED_URL)/i;
const MAYBE = /\{C:/i;

/** A rule whose target the client chooses lets anybody reach the inner network through this server. */
export const appOpenProxy: CheckDefinition = {
  id: 'app.open-proxy',
  station: 'app',
  title: 'Fixed targets',
  blocking: false,
  subject: "the proxy's targets",
  run(scene) {
    const rules = scene.kind()?.rules ?? [];
    if (rules.length === 0) return null;
    const chosen = rules.filter(({ host, scheme }) => CLIENTS.test(host) || CLIENTS.test(scheme));
    const evidence = rules.map(({ entry, url }) => ({ ...fromEntry('rule', entry), is: url }));
    if (chosen.length > 0)
      return {
        state: 'broken',
        sentence: `The rule ${list(chosen.map(({ name }) => name))} of ${scene.name} sends requests wherever the client says (${chosen[0]?.url ?? ''}): an open proxy, through which anybody reaches servers behind this one. Write a fixed server there.`,
        note: 'open proxy',
        evidence,
        cause: `its rule ${list(chosen.map(({ name }) => name))} is an open proxy`,
      };
    const maybe = rules.filter(({ host }) => MAYBE.test(host));
    if (maybe.length > 0)
      return {
        state: 'warning',
        sentence: `The rule ${list(maybe.map(({ name }) => name))} of ${scene.name} takes its target from a condition ({C:n}); unless the condition's pattern allows fixed servers only, it is an open proxy.`,
        note: 'look at it',
        evidence,
        cause: `its rule ${list(maybe.map(({ name }) => name))} may be an open proxy`,
      };
    return {
      state: 'good',
      sentence: `Every rule of ${scene.name} sends requests to a fixed server or farm.`,
      evidence,
    };
  },
};
