import type { ChangeRequest } from '../../../shared/model/readiness';
import type { RecipeInfo } from '../../../shared/model/recipes';
import { booleanOf, effective, secondsOf, type ServerConfig } from '../config';
import { joinPath, trimPath } from '../config/names';
import { formatTimeSpan } from '../config/settings/time-span';
import { allowVariable } from './allow-variable';
import { backEnd, checkValues, urlPath, wholeNumber } from './checks';
import { moduleNeed, sectionNeed, socketNeeds, webConfigNeed } from './needs';
import { literally, rule, section } from './parts';
import { markOf, placeSections } from './place-sections';
import { valueOf, type RecipeDefinition } from './recipe';

const VARIABLE = 'HTTP_SEC_WEBSOCKET_EXTENSIONS';
const SERVER = { kind: 'server' } as const;

const info: RecipeInfo = {
  id: 'arr',
  title: 'ARR in front of a back end',
  summary:
    'Application Request Routing forwards an application, or a path below it, to one fixed back end, sockets included.',
  temporary: false,
  parameters: [
    {
      name: 'backEnd',
      label: 'Back end',
      help: 'Where requests go, by http:// or https://; for sockets, too.',
      default: 'http://127.0.0.1:3000',
    },
    {
      name: 'path',
      label: 'Path',
      help: 'What is forwarded, below the application; empty for all of it.',
      default: '',
    },
    {
      name: 'timeout',
      label: 'Time-out',
      help: 'proxy timeout in seconds: a socket that is silent for longer is cut. A longer one that is set already stays.',
      default: '3600',
    },
    {
      name: 'host',
      label: 'Host header',
      help: 'What the back end sees; Socket.IO and CORS checks mostly need the client’s.',
      default: 'client',
      choices: [
        { value: 'client', label: 'The client’s own' },
        { value: 'back end', label: 'The back end’s' },
      ],
    },
  ],
};

export const arr: RecipeDefinition = {
  info,
  check: (values) =>
    checkValues(info, values, { backEnd, path: urlPath, timeout: wholeNumber(1, 86_400, 'seconds') }),
  build(scene, values) {
    const { config, application } = scene;
    const path = trimPath(valueOf(values, 'path'));
    const to = valueOf(values, 'backEnd').replace(/\/+$/, '');
    // What is matched goes on as it is, the path itself included.
    const pattern = path === '' ? '(.*)' : `^(${literally(path)}(?:/.*)?)$`;
    const placed = placeSections(scene, markOf(info), [
      section('system.webServer/rewrite/rules', {}, [
        rule(`Switchboard: proxy ${path === '' ? 'all' : path}`, pattern, `${to}/{R:1}`, {
          variables: { [VARIABLE]: '' },
          logUrl: true,
        }),
      ]),
    ]);
    return {
      needs: [
        moduleNeed(scene, 'ApplicationRequestRouting', 'Application Request Routing 3'),
        moduleNeed(scene, 'RewriteModule', 'URL Rewrite'),
        sectionNeed(scene, 'system.webServer/proxy', 'Application Request Routing 3'),
        sectionNeed(scene, 'system.webServer/rewrite/rules', 'URL Rewrite'),
        webConfigNeed(scene),
        ...socketNeeds(scene),
      ],
      files: [placed.file],
      requests: [...proxySettings(config, values), ...allowVariable(scene, VARIABLE), ...placed.requests],
      notes: [
        ...placed.notes,
        'Enabling the proxy is a setting of the whole server. The rule names one fixed back end, so it opens no proxy to anywhere else.',
        'Sec-WebSocket-Extensions is blanked: ARR would pass an offer of compression on, and the link breaks at the first compressed frame.',
        'ARR ends the socket and begins another one to the back end, which sees another Sec-WebSocket-Key: that is normal.',
        'Let the application, or webSocket pingInterval, ping more often than the time-out; whether ARR counts idle time or all of it is not settled.',
        'The rule is appended: one that stands before it and stops processing still wins.',
      ],
      test: { path: `/${joinPath(application, path)}` },
    };
  },
};

/** Only what is not so already; a longer time-out stays. */
function proxySettings(config: ServerConfig, values: Parameters<typeof valueOf>[0]): ChangeRequest[] {
  const set = (setting: string, value: string): ChangeRequest => ({
    kind: 'config',
    edit: { kind: 'set', target: SERVER, setting, value },
  });
  const wanted = Number(valueOf(values, 'timeout'));
  const current = secondsOf(effective(config, SERVER, 'proxy.timeout'));
  const host = valueOf(values, 'host') === 'client';
  const enabled = booleanOf(effective(config, SERVER, 'proxy.enabled'));
  const preserved = booleanOf(effective(config, SERVER, 'proxy.preserveHostHeader'));
  return [
    ...(enabled === true ? [] : [set('proxy.enabled', 'true')]),
    ...(current !== null && current >= wanted ? [] : [set('proxy.timeout', formatTimeSpan(wanted))]),
    ...(preserved === host ? [] : [set('proxy.preserveHostHeader', String(host))]),
  ];
}
