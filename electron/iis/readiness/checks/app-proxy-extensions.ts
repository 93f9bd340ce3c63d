import { embed, list } from '../../../../shared/words';
import { entriesOf, fold } from '../../config';
import { sectionCost } from '../cost';
import { fact } from '../evidence';
import type { CheckDefinition } from '../facts';
import { applicationsUnder } from '../touches';
import { unknown } from './missing';

const HEADER = 'HTTP_SEC_WEBSOCKET_EXTENSIONS';
const ALLOWED = 'system.webServer/rewrite/allowedServerVariables';

/**
 * ARR passes the client's offer of permessage-deflate on and can't speak it itself: the link breaks on the first frame
 * after 101. A rule that sets a server variable nobody allowed answers 500.50.
 */
export const appProxyExtensions: CheckDefinition = {
  id: 'app.proxy-extensions',
  station: 'app',
  title: 'Compression through the proxy',
  blocking: false,
  subject: 'server variables',
  run(scene) {
    const { application, facts, name } = scene;
    const rules = scene.kind()?.rules ?? [];
    if (application === null || rules.length === 0) return null;
    const target = { kind: 'application', site: facts.site, path: application.path } as const;
    const allowed = entriesOf(facts.config, target, ALLOWED);
    const names = new Set(allowed.entries.map(({ element }) => fold(element.get('name') ?? '')));
    const wanted = [...new Set(rules.flatMap(({ variables }) => [...variables.keys()]))];
    const refused = wanted.filter((variable) => !names.has(variable));
    const evidence = [
      fact(
        'serverVariables of the rules',
        wanted.length === 0 ? 'none' : wanted.join(', ').toUpperCase(),
        'rewrite rules',
      ),
      fact(
        'allowedServerVariables',
        allowed.entries.length === 0 ? 'none' : [...names].join(', ').toUpperCase(),
        'rewrite',
      ),
    ];
    if (allowed.unknown !== undefined && refused.length > 0)
      return unknown(
        `Which server variables rules of ${name} may set is unknown: ${embed(allowed.unknown)}.`,
        {
          evidence,
        },
      );
    if (refused.length > 0)
      return {
        state: 'broken',
        blocking: true,
        sentence: `A rule of ${name} sets ${list(refused.map((each) => each.toUpperCase()))}, which allowedServerVariables does not name: each request is answered with 500.50.`,
        note: '500.50',
        evidence,
        cause: `its rule sets ${list(refused.map((each) => each.toUpperCase()))} without leave (500.50)`,
        fix: {
          title: `Allow rules to set ${list(refused.map((each) => each.toUpperCase()))}`,
          changes: refused.map((each) => ({
            kind: 'config' as const,
            edit: {
              kind: 'add-element' as const,
              ref: { section: ALLOWED, element: 'add' as const, attributes: { name: each.toUpperCase() } },
            },
          })),
          touches: applicationsUnder(facts.config, ''),
          cost: sectionCost(scene, 'every application on the server', true),
          weight: 'blocks',
        },
      };
    const open = rules.filter(({ variables }) => variables.get(HEADER.toLowerCase()) !== '');
    if (open.length > 0)
      return {
        state: 'warning',
        sentence: `The rule ${list(open.map((rule) => rule.name))} of ${name} passes a client's offer of compression (Sec-WebSocket-Extensions) on: if the server behind takes it, the socket breaks on its first message after 101. Set ${HEADER} to an empty value in the rule, or switch perMessageDeflate off behind.`,
        note: 'compression',
        evidence,
        cause: 'the proxy passes an offer of compression on that breaks sockets after 101',
      };
    return {
      state: 'good',
      sentence: `Rules of ${name} blank the offer of compression, which ARR can't pass through.`,
      evidence,
    };
  },
};
