import type { ChangeRequest } from '../../../shared/model/readiness';
import type { RecipeInfo, RecipeNeed } from '../../../shared/model/recipes';
import { booleanOf, effective } from '../config';
import { joinPath, trimPath } from '../config/names';
import { allowVariable } from './allow-variable';
import { checkValues, fileName, urlPath, wholeNumber } from './checks';
import { fileNeed, moduleNeed, sectionNeed, webConfigNeed } from './needs';
import { entry, literally, rule, section } from './parts';
import { markOf, placeSections } from './place-sections';
import { valueOf, type RecipeDefinition, type RecipeScene } from './recipe';

const VARIABLE = 'HTTP_CONNECTION';

const info: RecipeInfo = {
  id: 'iisnode',
  title: 'iisnode + Socket.IO',
  summary:
    'The whole web.config for a Node application under iisnode, with its traps closed. iisnode has not been maintained since 2021: for something new take ARR or HttpPlatformHandler.',
  temporary: false,
  parameters: [
    {
      name: 'entry',
      label: 'Entry file',
      help: 'The script that iisnode starts, in the application’s folder.',
      default: 'server.js',
    },
    {
      name: 'path',
      label: 'Socket.IO path',
      help: 'Where Socket.IO listens, below the application.',
      default: 'socket.io',
    },
    {
      name: 'serves',
      label: 'Node answers',
      help: 'With the whole application no source file can be downloaded; with the socket path alone IIS serves the rest.',
      default: 'all',
      choices: [
        { value: 'all', label: 'The whole application' },
        { value: 'socket', label: 'The socket path alone' },
      ],
    },
    {
      name: 'requests',
      label: 'Concurrent requests',
      help: 'maxConcurrentRequestsPerProcess; every open socket is one.',
      default: '1024',
    },
  ],
};

export const iisnode: RecipeDefinition = {
  info,
  check: (values) =>
    checkValues(info, values, {
      entry: fileName('.js', '.cjs'),
      path: (text) =>
        trimPath(text) === '' ? 'Give the path of Socket.IO, for example socket.io.' : urlPath(text),
      requests: wholeNumber(1, 1_000_000, 'requests'),
    }),
  looksFor: (values) => [valueOf(values, 'entry')],
  build(scene, values) {
    const { application } = scene;
    const script = valueOf(values, 'entry');
    const path = trimPath(valueOf(values, 'path'));
    const all = valueOf(values, 'serves') === 'all';
    const below = `^${literally(path)}(?:/|$)`;
    const upgrade = entry('add', 'input', { input: '{HTTP_UPGRADE}', pattern: '^websocket$' });
    const placed = placeSections(scene, markOf(info), [
      section('system.webServer/handlers', {}, [
        entry('add', 'name', { name: 'iisnode', path: script, verb: '*', modules: 'iisnode' }),
      ]),
      section('system.webServer/iisnode', {
        nodeProcessCountPerApplication: '1',
        maxConcurrentRequestsPerProcess: valueOf(values, 'requests'),
        debuggingEnabled: 'false',
        devErrorsEnabled: 'false',
      }),
      section('system.webServer/rewrite/rules', {}, [
        rule('Switchboard: Socket.IO upgrade', below, script, {
          conditions: [upgrade],
          variables: { [VARIABLE]: 'Upgrade' },
        }),
        rule('Switchboard: Socket.IO', below, script),
        ...(all ? [rule('Switchboard: Node', '.*', script)] : []),
      ]),
      section('system.webServer/security/requestFiltering', {}, [
        {
          element: 'hiddenSegments',
          attributes: {},
          children: ['node_modules', 'iisnode'].map((segment) => entry('add', 'segment', { segment })),
        },
      ]),
    ]);
    return {
      needs: [
        moduleNeed(scene, 'iisnode', 'iisnode'),
        moduleNeed(scene, 'RewriteModule', 'URL Rewrite'),
        sectionNeed(scene, 'system.webServer/iisnode', 'iisnode'),
        sectionNeed(scene, 'system.webServer/rewrite/rules', 'URL Rewrite'),
        fileNeed(scene, script, 'your own application'),
        webConfigNeed(scene),
        webSocketOff(scene),
      ],
      files: [placed.file],
      requests: [...socketOff(scene), ...allowVariable(scene, VARIABLE), ...placed.requests],
      notes: [
        ...placed.notes,
        'webSocket is switched off for this application: iisnode does the upgrade itself, and IIS would take it away. ARR and ASP.NET need it on, so they can’t serve sockets in the same application.',
        'Firefox sends "keep-alive, Upgrade", which iisnode spoils; the first rule sets the Connection header of upgrades to "Upgrade".',
        'One process serves the application: with more of them Socket.IO needs sticky sessions.',
        'Debugging and developer errors of iisnode, which are on by default, are switched off.',
        'The rules are appended: one that stands before them and stops processing still wins.',
      ],
      test: { path: `/${joinPath(application, path)}/?EIO=4&transport=websocket` },
    };
  },
};

function isOff({ config, site, application }: RecipeScene): boolean | null {
  const enabled = booleanOf(
    effective(config, { kind: 'application', site, path: application }, 'webSocket.enabled'),
  );
  return enabled === null ? null : !enabled;
}

function socketOff(scene: RecipeScene): ChangeRequest[] {
  const { site, application } = scene;
  const target = { kind: 'application' as const, site, path: application };
  const edit = { kind: 'set' as const, target, setting: 'webSocket.enabled', value: 'false' };
  return isOff(scene) === true ? [] : [{ kind: 'config', edit }];
}

function webSocketOff(scene: RecipeScene): RecipeNeed {
  const base = { id: 'section.off', title: 'webSocket off' };
  const off = isOff(scene);
  return off === true
    ? { ...base, state: 'good', sentence: 'webSocket is off for the application, as iisnode needs it.' }
    : {
        ...base,
        state: off === null ? 'unknown' : 'warning',
        sentence:
          off === null
            ? 'Whether webSocket is off for the application is unknown; placing this switches it off.'
            : 'webSocket is on for the application; placing this switches it off, for this application alone.',
      };
}
