import type { RecipeInfo } from '../../../shared/model/recipes';
import { checkValues, fileName } from './checks';
import { fileNeed, fromReadiness, moduleNeed, webConfigNeed } from './needs';
import { entry, section } from './parts';
import { markOf, placeSections } from './place-sections';
import { valueOf, type RecipeDefinition } from './recipe';

const BUNDLE = 'the ASP.NET Core Hosting Bundle';

const info: RecipeInfo = {
  id: 'aspnet-core',
  title: 'ASP.NET Core',
  summary:
    'The web.config that hands an application to the ASP.NET Core Module. The application is your own; publish it into the folder first.',
  temporary: false,
  parameters: [
    {
      name: 'app',
      label: 'Application',
      help: 'What is started: the .dll, or the .exe of a self-contained one.',
      default: 'App.dll',
    },
    {
      name: 'hosting',
      label: 'Hosting model',
      help: 'In process: faster, one application a pool. Out of process: a process of its own behind the module.',
      default: 'inprocess',
      choices: [
        { value: 'inprocess', label: 'In process' },
        { value: 'outofprocess', label: 'Out of process' },
      ],
    },
  ],
};

export const aspNetCore: RecipeDefinition = {
  info,
  check: (values) => checkValues(info, values, { app: fileName('.dll', '.exe') }),
  looksFor: (values) => [valueOf(values, 'app')],
  build(scene, values) {
    const app = valueOf(values, 'app');
    const hosting = valueOf(values, 'hosting');
    const starts = app.toLowerCase().endsWith('.dll')
      ? { processPath: 'dotnet', arguments: `.\\${app}` }
      : { processPath: `.\\${app}` };
    const handler = {
      name: 'aspNetCore',
      path: '*',
      verb: '*',
      modules: 'AspNetCoreModuleV2',
      resourceType: 'Unspecified',
    };
    const placed = placeSections(scene, markOf(info), [
      section('system.webServer/handlers', {}, [entry('add', 'name', handler)]),
      section('system.webServer/aspNetCore', {
        ...starts,
        hostingModel: hosting,
        stdoutLogEnabled: 'false',
        stdoutLogFile: '.\\logs\\stdout',
      }),
    ]);
    return {
      needs: [
        moduleNeed(scene, 'AspNetCoreModuleV2', BUNDLE),
        fileNeed(scene, app, 'published there'),
        webConfigNeed(scene),
        // The module asks for both before it offers the upgrade to the application (facts sheet, section 7).
        ...fromReadiness(scene, ['module.global', 'module.enabled', 'section.enabled']),
        ...sharedPool(scene, hosting),
      ],
      files: [placed.file],
      requests: placed.requests,
      notes: [
        ...placed.notes,
        'The module offers upgrades only while WebSocketModule is in place and webSocket is enabled; never switch it off for this application.',
        'The application itself must call app.UseWebSockets(); its KeepAliveInterval pings every 2 min unless it says otherwise.',
      ],
      test: null,
    };
  },
};

function sharedPool(
  { config, readiness: { pool }, site, application }: Parameters<RecipeDefinition['build']>[0],
  hosting: string,
): ReturnType<RecipeDefinition['build']>['needs'] {
  if (hosting !== 'inprocess' || pool === null) return [];
  const own = `${site}/${application.replace(/^\/+/, '')}`.toLowerCase();
  const others = config.applicationsOf(pool).filter((each) => each.toLowerCase() !== own);
  const base = { id: 'pool.alone', title: 'Application pool' };
  if (others.length === 0)
    return [{ ...base, state: 'good', sentence: `No other application runs in ${pool}.` }];
  return [
    {
      ...base,
      state: 'warning',
      sentence: `${others.slice(0, 3).join(', ')} ${others.length === 1 ? 'runs' : 'run'} in ${pool}, too: a pool can host one application in process, so give this one a pool of its own.`,
    },
  ];
}
