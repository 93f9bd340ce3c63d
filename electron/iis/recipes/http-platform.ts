import type { ChangeRequest } from '../../../shared/model/readiness';
import type { RecipeFile, RecipeInfo } from '../../../shared/model/recipes';
import type { SiteFileChange } from '../../../shared/model/site-files';
import { joinPath } from '../config/names';
import { formatTimeSpan } from '../config/settings/time-span';
import { checkValues, wholeNumber, type ValueCheck } from './checks';
import echoText from './files/echo-server.mjs?raw';
import { moduleNeed, sectionNeed, socketNeeds, webConfigNeed } from './needs';
import { entry, section } from './parts';
import { markOf, placeSections } from './place-sections';
import { valueOf, type RecipeDefinition } from './recipe';

const ECHO = 'echo-server.mjs';

const info: RecipeInfo = {
  id: 'http-platform',
  title: 'HttpPlatformHandler',
  summary:
    'IIS starts any program that listens on a port (Node, Java, Go) and forwards the application to it: the living alternative to iisnode.',
  temporary: false,
  parameters: [
    {
      name: 'program',
      label: 'Program',
      help: 'processPath: what is started. Environment variables such as %ProgramFiles% are resolved.',
      default: '%ProgramFiles%\\nodejs\\node.exe',
    },
    {
      name: 'arguments',
      label: 'Arguments',
      help: 'The port is handed over in the environment variable HTTP_PLATFORM_PORT.',
      default: `.\\${ECHO}`,
    },
    {
      name: 'echo',
      label: 'Test echo',
      help: 'Places an echo in Node to try it with; choose no where your own application is there.',
      default: 'yes',
      choices: [
        { value: 'yes', label: `Place ${ECHO}` },
        { value: 'no', label: 'No' },
      ],
    },
    {
      name: 'timeout',
      label: 'Time-out',
      help: 'requestTimeout in minutes: how long the module waits for the program.',
      default: '60',
    },
  ],
};

const program: ValueCheck = (text) =>
  text.trim() === ''
    ? 'Give the program to start.'
    : /["<>|]/.test(text)
      ? 'A path holds no quotes and none of < > |.'
      : null;

export const httpPlatform: RecipeDefinition = {
  info,
  // The module takes whole minutes up to 30 days (its schema: timeSpanRange 0,2592000,60).
  check: (values) => checkValues(info, values, { program, timeout: wholeNumber(1, 43_200, 'minutes') }),
  build(scene, values) {
    const { site, application } = scene;
    const minutes = Number(valueOf(values, 'timeout'));
    const handler = {
      name: 'httpPlatformHandler',
      path: '*',
      verb: '*',
      modules: 'httpPlatformHandler',
      resourceType: 'Unspecified',
    };
    const withEcho = valueOf(values, 'echo') === 'yes';
    // Without the echo the handler would start nothing: the two go together.
    const mark = { ...markOf(info), temporary: withEcho };
    const placed = placeSections(scene, mark, [
      section('system.webServer/handlers', {}, [entry('add', 'name', handler)]),
      section('system.webServer/httpPlatform', {
        processPath: valueOf(values, 'program'),
        arguments: valueOf(values, 'arguments'),
        requestTimeout: formatTimeSpan(minutes * 60),
        stdoutLogEnabled: 'false',
      }),
    ]);
    const echo = withEcho ? echoFile({ site, application, name: ECHO }, mark) : null;
    return {
      needs: [
        moduleNeed(scene, 'httpPlatformHandler', 'HttpPlatformHandler 1.2'),
        sectionNeed(scene, 'system.webServer/httpPlatform', 'HttpPlatformHandler 1.2'),
        webConfigNeed(scene),
        ...socketNeeds(scene),
      ],
      files: [...(echo ? [echo.file] : []), placed.file],
      // The program must be there before the handler that starts it.
      requests: [...(echo ? [echo.request] : []), ...placed.requests],
      notes: [
        ...placed.notes,
        'webSocket must stay on for the application: field reports say that the module needs it, the other way round than iisnode.',
        'Every path of the application goes to the program, so none of its files can be downloaded.',
        'The program must listen on 127.0.0.1 at the port in HTTP_PLATFORM_PORT.',
      ],
      test: { path: `/${joinPath(application, '')}` },
    };
  },
};

function echoFile(
  place: SiteFileChange['place'],
  recipe: SiteFileChange['recipe'],
): { file: RecipeFile; request: ChangeRequest } {
  const note = `Goes into the folder of ${place.site}${place.application}.`;
  return {
    file: { name: ECHO, how: 'placed', text: echoText, note },
    request: { kind: 'file', file: { place, content: { kind: 'new', text: echoText }, recipe } },
  };
}
