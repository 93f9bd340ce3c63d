import type { RecipeInfo } from '../../../shared/model/recipes';
import { joinPath } from '../config/names';
import { checkValues, fileName } from './checks';
import handlerText from './files/WebSocketEcho.ashx?raw';
import { aspNetNeeds, socketNeeds, webConfigNeed } from './needs';
import { section } from './parts';
import { markOf, placeSections } from './place-sections';
import { valueOf, type RecipeDefinition } from './recipe';

const info: RecipeInfo = {
  id: 'aspnet-echo',
  title: 'ASP.NET echo',
  summary:
    'An .ashx that sends every message back, to prove that IIS itself does WebSockets. For a test: it stays in the list until it is taken away.',
  temporary: true,
  parameters: [
    {
      name: 'file',
      label: 'File',
      help: 'The name of the handler, which is also the path of its socket.',
      default: 'WebSocketEcho.ashx',
    },
  ],
};

/**
 * System.Web.WebSockets needs httpRuntime targetFramework 4.5 or later (facts sheet, section 7). A later one than the
 * machine has would be refused, and 4.5 is on every server that has the role service.
 */
const FRAMEWORK = { targetFramework: '4.5' };

export const aspNetEcho: RecipeDefinition = {
  info,
  check: (values) => checkValues(info, values, { file: fileName('.ashx') }),
  build(scene, values) {
    const { site, application } = scene;
    const name = valueOf(values, 'file');
    const sections = [
      { ...section('system.web/compilation', {}), defaults: FRAMEWORK },
      { ...section('system.web/httpRuntime', {}), defaults: FRAMEWORK },
    ];
    const placed = placeSections(scene, markOf(info), sections);
    const place = { site, application, name };
    const text = handlerText.replaceAll(/\r?\n/g, '\r\n');
    return {
      needs: [...aspNetNeeds(scene), webConfigNeed(scene), ...socketNeeds(scene)],
      files: [
        { name, how: 'placed', text, note: `Goes into the folder of ${site}${application}.` },
        placed.file,
      ],
      requests: [
        ...placed.requests,
        { kind: 'file', file: { place, content: { kind: 'new', text }, recipe: markOf(info) } },
      ],
      notes: [
        ...placed.notes,
        'A plain request gets 400, a page of another site 403; a socket that is silent for two hours is ended.',
        'A targetFramework that the web.config names already stays; below 4.5 the echo does not work, and raising it is a change of the whole application.',
        'Anyone who reaches the site can open the echo: take it away when the test is done.',
      ],
      test: { path: `/${joinPath(application, name)}` },
    };
  },
};
