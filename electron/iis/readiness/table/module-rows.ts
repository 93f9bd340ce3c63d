import { noApplication, without } from './row';
import type { Row } from './row';

/** The WebSocket module. */
export const moduleRows: readonly Row[] = [
  { check: 'module.iis', state: 'good', sentence: 'IIS 10.0 is installed.' },
  {
    check: 'module.iis',
    state: 'broken',
    sentence:
      'IIS itself is not installed: the folder of its configuration may be there without it, but there is no worker process that could serve a request.',
    facts: ({ environment }) => ({
      environment: { ...environment, iis: { installed: false, version: null } },
    }),
  },
  {
    check: 'module.iis',
    state: 'unknown',
    sentence: 'Whether IIS is installed is unknown: Windows and its parts were not read (yet).',
    facts: () => ({ environment: null }),
    also: {
      'http-sys.client-cap': 'unknown',
      'module.image': 'unknown',
      'module.restart': 'unknown',
      'module.scripts': 'unknown',
    },
  },
  {
    check: 'module.feature',
    state: 'good',
    sentence: 'The WebSocket role service (Web-WebSockets) is installed.',
  },
  {
    check: 'module.feature',
    state: 'good',
    sentence: 'The WebSocket role service (Web-WebSockets) is installed, by its entry in globalModules.',
    on: 'file',
  },
  {
    check: 'module.feature',
    state: 'broken',
    sentence:
      'The WebSocket role service is not installed although globalModules names WebSocketModule, so IIS has nothing that could answer a handshake.',
    facts: ({ runtime }) => ({ runtime: { ...runtime, feature: 'Available' } }),
  },
  {
    check: 'module.feature',
    state: 'broken',
    sentence:
      'The WebSocket role service is not installed: globalModules has no WebSocketModule entry, so IIS answers a handshake like any other request. On the server itself, Install-WindowsFeature Web-WebSockets installs it.',
    on: 'file',
    host: [
      ['<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />', ''],
      ['<add name="WebSocketModule" lockItem="true" />', ''],
    ],
    also: { 'module.global': 'broken', 'module.enabled': 'broken' },
  },
  {
    check: 'module.feature',
    state: 'unknown',
    sentence:
      'The installation of the WebSocket role service waits for a restart of Windows; until then it can not be relied on.',
    facts: ({ runtime }) => ({ runtime: { ...runtime, feature: 'InstallPending' } }),
  },
  {
    check: 'module.global',
    state: 'good',
    sentence: 'WebSocketModule is registered in globalModules, so IIS loads it into its worker processes.',
  },
  {
    check: 'module.global',
    state: 'broken',
    sentence:
      'globalModules has no WebSocketModule entry, so no worker process loads the code that switches a request to a WebSocket.',
    host: [['<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />', '']],
  },
  {
    check: 'module.global',
    state: 'unknown',
    sentence: 'Chat has no application /none, so there is nothing to ask.',
    facts: () => ({ application: '/none' }),
    also: without(noApplication, 'module.global'),
  },
  { check: 'module.image', state: 'good', sentence: 'The file of WebSocketModule is there (10.0.17763.1).' },
  {
    check: 'module.image',
    state: 'broken',
    sentence:
      'WebSocketModule is registered in globalModules, but its file %windir%\\System32\\inetsrv\\iiswsock.dll is not there: no worker process of this server can start, and every site answers 503. Install the role service Web-WebSockets, or take the entry out.',
    facts: ({ environment }) => ({
      environment: { ...environment, components: { ...environment.components, webSocketModule: null } },
    }),
  },
  {
    check: 'module.image',
    state: 'unknown',
    sentence:
      "WebSocketModule is registered with the file %windir%\\System32\\inetsrv\\other.dll, not with IIS's own %windir%\\System32\\inetsrv\\iiswsock.dll; whether it is there was not looked at.",
    host: [
      [
        '<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\iiswsock.dll" />',
        '<add name="WebSocketModule" image="%windir%\\System32\\inetsrv\\other.dll" />',
      ],
    ],
  },
  {
    check: 'module.enabled',
    state: 'good',
    sentence: 'WebSocketModule is in the modules list of Chat, so it sees each handshake.',
  },
  {
    check: 'module.enabled',
    state: 'broken',
    sentence:
      'The modules list of Chat has no WebSocketModule entry, so no request to it is ever switched to a WebSocket.',
    host: [['<add name="WebSocketModule" lockItem="true" />', '']],
  },
  {
    check: 'module.enabled',
    state: 'broken',
    sentence:
      'WebSocketModule is taken out of the modules of Chat by a <remove> in location Chat (applicationHost.config, line 100), so a handshake passes it by and gets no 101.',
    host: [
      ['<add name="WebSocketModule" lockItem="true" />', '<add name="WebSocketModule" />'],
      [
        '  <location path="" overrideMode="Allow">',
        '  <location path="Chat"><system.webServer><modules><remove name="WebSocketModule" /></modules></system.webServer></location>\n  <location path="" overrideMode="Allow">',
      ],
    ],
  },
  {
    check: 'module.enabled',
    state: 'broken',
    sentence:
      'WebSocketModule is taken out of the modules of Chat by a <clear> of the modules list in location Chat (applicationHost.config, line 100), so a handshake passes it by and gets no 101.',
    host: [
      ['<add name="WebSocketModule" lockItem="true" />', '<add name="WebSocketModule" />'],
      [
        '  <location path="" overrideMode="Allow">',
        '  <location path="Chat"><system.webServer><modules><clear /></modules></system.webServer></location>\n  <location path="" overrideMode="Allow">',
      ],
    ],
  },
  {
    check: 'module.enabled',
    state: 'broken',
    sentence:
      'A <remove> in its web.config (web.config, line 7) takes away WebSocketModule, whose entry is locked: IIS answers every request to Chat with 500.19 until it is taken out.',
    web: [['<handlers>\n', '<modules><remove name="WebSocketModule" /></modules>\n    <handlers>\n']],
  },
  {
    check: 'module.enabled',
    state: 'broken',
    sentence:
      'A <remove> in location Chat (applicationHost.config, line 100) takes away WebSocketModule, whose entry is locked: IIS answers every request to Chat with 500.19 until it is taken out.',
    on: 'practice',
    host: [
      [
        '  <location path="" overrideMode="Allow">',
        '  <location path="Chat"><system.webServer><modules><remove name="WebSocketModule" /></modules></system.webServer></location>\n  <location path="" overrideMode="Allow">',
      ],
    ],
  },
  {
    check: 'module.enabled',
    state: 'unknown',
    sentence:
      'Whether WebSocketModule is in the modules list of Chat is unknown: a location has a <remove> of this locked entry (line 100 of applicationHost.config); whether IIS allows that within one file is not documented: take it out.',
    host: [
      [
        '  <location path="" overrideMode="Allow">',
        '  <location path="Chat"><system.webServer><modules><remove name="WebSocketModule" /></modules></system.webServer></location>\n  <location path="" overrideMode="Allow">',
      ],
    ],
  },
  { check: 'module.restart', state: 'good', sentence: 'Windows waits for no restart.' },
  {
    check: 'module.restart',
    state: 'warning',
    sentence:
      'Windows waits for a restart: role services installed or removed since may count only afterwards, and the restart cuts every socket.',
    facts: ({ environment }) => ({ environment: { ...environment, restartPending: true } }),
  },
  {
    check: 'module.restart',
    state: 'unknown',
    sentence: 'Whether Windows waits for a restart is unknown: that was not read (yet).',
    facts: ({ environment }) => ({ environment: { ...environment, restartPending: null } }),
  },
  {
    check: 'module.scripts',
    state: 'good',
    sentence: "IIS's management scripts (Web-Scripting-Tools) are installed.",
  },
  {
    check: 'module.scripts',
    state: 'warning',
    sentence:
      "IIS's management scripts (Web-Scripting-Tools) are not installed: sockets work without them, but run-time state can't be read here and nothing can be changed from here.",
    facts: ({ environment }) => ({ environment: { ...environment, managementScripts: false } }),
  },
  {
    check: 'module.scripts',
    state: 'unknown',
    sentence: "Whether IIS's management scripts are installed is unknown: that was not read (yet).",
    facts: () => ({ environment: null }),
    also: {
      'http-sys.client-cap': 'unknown',
      'module.iis': 'unknown',
      'module.image': 'unknown',
      'module.restart': 'unknown',
    },
  },
];
