import { noApplication, noSite, without } from './row';
import type { Row } from './row';

/** What serves the application. */
export const appRows: readonly Row[] = [
  { check: 'app.exists', state: 'good', sentence: 'The application / of Chat is there, served by ChatPool.' },
  {
    check: 'app.exists',
    state: 'warning',
    sentence:
      'The application / of Chat has no virtual directory "/", which IIS wants before it starts an application.',
    host: [['<virtualDirectory path="/" physicalPath="C:\\chat" />', '']],
  },
  {
    check: 'app.exists',
    state: 'broken',
    sentence: 'Chat has no application /none, so there is nothing that a socket could reach.',
    facts: () => ({ application: '/none' }),
    also: without(noApplication, 'app.exists'),
  },
  {
    check: 'app.exists',
    state: 'unknown',
    sentence: 'The configuration has no site Nobody, so there is nothing to ask.',
    facts: () => ({ site: 'Nobody' }),
    also: { ...without(noApplication, 'app.exists'), ...noSite },
  },
  { check: 'app.kind', state: 'good', sentence: 'Chat is an ASP.NET application of the .NET Framework.' },
  { check: 'app.kind', state: 'good', sentence: 'Chat is served by the ASP.NET Core module.', on: 'core' },
  { check: 'app.kind', state: 'good', sentence: 'Chat is served by HttpPlatformHandler.', on: 'platform' },
  { check: 'app.kind', state: 'good', sentence: 'Chat is served by iisnode.', on: 'iisnode' },
  {
    check: 'app.kind',
    state: 'good',
    sentence: 'Chat is served by a proxy rule of URL Rewrite.',
    on: 'proxy',
  },
  {
    check: 'app.kind',
    state: 'good',
    sentence: 'Chat is an ASP.NET application of the .NET Framework.',
    on: 'practice',
  },
  {
    check: 'app.kind',
    state: 'warning',
    sentence:
      'Nothing in the configuration of Chat takes sockets: no handler of ASP.NET Core, iisnode or HttpPlatformHandler, no proxy rule, and its pool loads no .NET; IIS itself only opens the door.',
    on: 'proxy',
    web: [['<rule name="ws">', '<rule name="ws" enabled="false">']],
  },
  {
    check: 'app.kind',
    state: 'unknown',
    sentence: 'What serves Chat is unknown: the web.config of Chat may override it, but access is denied.',
    web: null,
    also: { 'site.filtering': 'unknown' },
  },
  {
    check: 'app.handler-module',
    state: 'good',
    sentence: 'The module of the handler of Chat is registered in globalModules.',
    on: 'core',
  },
  {
    check: 'app.handler-module',
    state: 'broken',
    sentence:
      'A handler of Chat names the ASP.NET Core module (ANCM, of the hosting bundle), which is not registered in globalModules: IIS answers each request with 500.21; install it.',
    on: 'core',
    host: [
      [
        '<add name="AspNetCoreModuleV2" image="%ProgramFiles%\\IIS\\Asp.Net Core Module\\V2\\aspnetcorev2.dll" />',
        '',
      ],
    ],
  },
  {
    check: 'app.handler-module',
    state: 'broken',
    sentence:
      'A handler of Chat names iisnode, which is not registered in globalModules: IIS answers each request with 500.21; install it.',
    on: 'iisnode',
    host: [['<add name="iisnode" image="%ProgramFiles%\\iisnode\\iisnode.dll" />', '']],
  },
  {
    check: 'app.aspnet',
    state: 'good',
    sentence: 'Chat targets .NET 4.8, whose AcceptWebSocketRequest takes sockets.',
  },
  {
    check: 'app.aspnet',
    state: 'warning',
    sentence:
      'Chat targets .NET 4.0: ASP.NET then keeps its old ways and AcceptWebSocketRequest throws; set <httpRuntime targetFramework="4.5" /> or later in its web.config.',
    web: [['<httpRuntime targetFramework="4.8" />', '<httpRuntime targetFramework="4.0" />']],
  },
  {
    check: 'app.aspnet',
    state: 'warning',
    sentence:
      'Chat sets no targetFramework in httpRuntime: ASP.NET then keeps its old ways and AcceptWebSocketRequest throws; set <httpRuntime targetFramework="4.5" /> or later in its web.config.',
    web: [['<httpRuntime targetFramework="4.8" />', '<httpRuntime />']],
  },
  {
    check: 'app.aspnet',
    state: 'unknown',
    sentence:
      'Whether Chat/api targets .NET 4.5 is unknown: the web.config of Chat/api could not be read: access is denied.',
    host: [
      [
        '<virtualDirectory path="/" physicalPath="C:\\chat" />\n        </application>',
        '<virtualDirectory path="/" physicalPath="C:\\chat" />\n        </application>\n        <application path="/api" applicationPool="ChatPool" preloadEnabled="true"><virtualDirectory path="/" physicalPath="C:\\api" /></application>',
      ],
    ],
    webOf: { 'Chat/api': null },
    facts: () => ({ application: '/api' }),
    also: { 'site.filtering': 'unknown' },
  },
  {
    check: 'app.aspnet-core',
    state: 'good',
    sentence:
      'Chat runs inside the worker process of ChatPool, which it has to itself, and takes sockets where the WebSocket feature is there.',
    on: 'core',
  },
  {
    check: 'app.aspnet-core',
    state: 'good',
    sentence:
      'Chat runs in a process of its own behind the ASP.NET Core module, which passes sockets on where the WebSocket feature is there.',
    on: 'core',
    web: [['hostingModel="inprocess"', 'hostingModel="outofprocess"']],
  },
  {
    check: 'app.aspnet-core',
    state: 'broken',
    sentence:
      'Chat and Shop/api both run in-process in ChatPool: only one ASP.NET Core application may live in a worker process, and the other answers 500.35.',
    on: 'core',
    host: [
      [
        '<virtualDirectory path="/" physicalPath="C:\\shop" />\n        </application>',
        '<virtualDirectory path="/" physicalPath="C:\\shop" />\n        </application>\n        <application path="/api" applicationPool="ChatPool"><virtualDirectory path="/" physicalPath="C:\\api" /></application>',
      ],
    ],
    webOf: {
      'Shop/api':
        '<configuration><system.webServer><handlers><add name="aspNetCore" path="*" verb="*" modules="AspNetCoreModuleV2" /></handlers><aspNetCore processPath="dotnet" hostingModel="InProcess" /></system.webServer></configuration>',
    },
  },
  {
    check: 'app.aspnet-core',
    state: 'unknown',
    sentence:
      'How Chat is hosted is unknown: it is kept in another file (configSource in line 10 of web.config), which was not read.',
    on: 'core',
    web: [
      [
        '<aspNetCore processPath="dotnet" hostingModel="inprocess" />',
        '<aspNetCore configSource="core.config" />',
      ],
    ],
  },
  {
    check: 'app.iisnode',
    state: 'good',
    sentence:
      'iisnode runs Chat in one node.exe without debugging; it is no longer developed, and HttpPlatformHandler or a proxy does the same today.',
    on: 'iisnode',
  },
  {
    check: 'app.iisnode',
    state: 'warning',
    sentence:
      'iisnode of Chat: debuggingEnabled and devErrorsEnabled are on, as iisnode sets by default: strangers may debug the application or read its errors. Set it in the <iisnode> of its web.config.',
    on: 'iisnode',
    web: [['<iisnode debuggingEnabled="false" devErrorsEnabled="false" />', '<iisnode />']],
  },
  {
    check: 'app.iisnode',
    state: 'warning',
    sentence:
      "iisnode of Chat: it runs a node.exe a processor, and a Socket.IO client's requests reach another one each time. Set it in the <iisnode> of its web.config.",
    on: 'iisnode',
    web: [
      [
        '<iisnode debuggingEnabled="false"',
        '<iisnode nodeProcessCountPerApplication="0" debuggingEnabled="false"',
      ],
    ],
  },
  {
    check: 'app.iisnode',
    state: 'unknown',
    sentence:
      'How iisnode is set up for Chat is unknown: it is kept in another file (configSource in line 10 of web.config), which was not read.',
    on: 'iisnode',
    web: [
      [
        '<iisnode debuggingEnabled="false" devErrorsEnabled="false" />',
        '<iisnode configSource="iisnode.config" />',
      ],
    ],
  },
  {
    check: 'app.iisnode-firefox',
    state: 'good',
    sentence:
      'A rewrite rule gives Chat the Connection header that iisnode understands, so Firefox can upgrade as well.',
    on: 'iisnode',
  },
  {
    check: 'app.iisnode-firefox',
    state: 'warning',
    sentence:
      'Firefox can\'t open a socket to Chat: it sends "Connection: keep-alive, Upgrade", iisnode passes that on wrongly, and the answer is 400. A rewrite rule that sets HTTP_CONNECTION to Upgrade mends it.',
    on: 'iisnode',
    web: [['name="HTTP_CONNECTION" value="Upgrade"', 'name="HTTP_CONNECTION" value="keep-alive"']],
  },
  {
    check: 'app.conflict',
    state: 'good',
    sentence:
      'Only iisnode takes sockets of Chat, so its need of a section that is off stands against nothing.',
    on: 'iisnode',
  },
  {
    check: 'app.conflict',
    state: 'warning',
    sentence:
      'Chat has both iisnode, which needs the webSocket section off, and a proxy rule, which needs it on: whichever way it is set, sockets of one of them fail. Give one of the two an application (a path) of its own, and set the section there.',
    on: 'proxy',
    web: [
      [
        '<handlers>\n',
        '<handlers>\n      <add name="iisnode" path="server.js" verb="*" modules="iisnode" />\n      <!-- -->\n',
      ],
      ['</handlers>', '</handlers>\n    <iisnode debuggingEnabled="false" devErrorsEnabled="false" />'],
    ],
    also: { 'app.iisnode-firefox': 'warning' },
  },
  {
    check: 'app.proxy',
    state: 'good',
    sentence:
      'ARR passes sockets of Chat on to 127.0.0.1 with httpVersion PassThrough; it ends each socket here and opens one of its own behind.',
    on: 'proxy',
  },
  {
    check: 'app.proxy',
    state: 'good',
    sentence:
      'ARR passes sockets of Chat on to nodes with httpVersion PassThrough; it ends each socket here and opens one of its own behind.',
    on: 'farm',
  },
  {
    check: 'app.proxy',
    state: 'good',
    sentence:
      'ARR passes sockets of Chat on to nodes with httpVersion PassThrough; it ends each socket here and opens one of its own behind.',
    on: 'farm',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="false" timeout="01:00:00" preserveHostHeader="true" />',
      ],
    ],
  },
  {
    check: 'app.proxy',
    state: 'broken',
    sentence:
      "A rule sends requests of Chat to another server, but ARR's proxy is switched off (proxy enabled is false, its default), so IIS answers 404 instead of passing the handshake on.",
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="false" timeout="01:00:00" preserveHostHeader="true" />',
      ],
    ],
  },
  {
    check: 'app.proxy',
    state: 'broken',
    sentence:
      "A rule sends requests of Chat to another server, but Application Request Routing is not installed: URL Rewrite alone can't, and IIS answers 404; install ARR.",
    on: 'proxy',
    host: [
      ['<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />', ''],
      ['<section name="proxy" allowDefinition="AppHostOnly" overrideModeDefault="Deny" />', ''],
    ],
  },
  {
    check: 'app.proxy',
    state: 'broken',
    sentence:
      'The rule ws of Chat sends requests to a ws:// address, which URL Rewrite does not know; write http:// or https:// there, the upgrade is passed on by itself.',
    on: 'proxy',
    web: [['url="http://127.0.0.1:3000/{R:1}"', 'url="ws://127.0.0.1:3000/{R:1}"']],
  },
  {
    check: 'app.proxy',
    state: 'broken',
    sentence:
      "The rule ws of Chat sends requests to a ws:// address, which URL Rewrite does not know; write http:// or https:// there, the upgrade is passed on by itself. A rule sends requests of Chat to another server, but ARR's proxy is switched off (proxy enabled is false, its default), so IIS answers 404 instead of passing the handshake on.",
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="false" timeout="01:00:00" preserveHostHeader="true" />',
      ],
    ],
    web: [['url="http://127.0.0.1:3000/{R:1}"', 'url="ws://127.0.0.1:3000/{R:1}"']],
  },
  {
    check: 'app.proxy',
    state: 'broken',
    sentence:
      'ARR speaks HTTP/1.0 to the server behind Chat (httpVersion Http10), in which there is no upgrade; PassThrough, the default, and Http11 both work.',
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy httpVersion="Http10" enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
      ],
    ],
  },
  {
    check: 'app.proxy',
    state: 'unknown',
    sentence:
      'Whether the proxy is on is unknown: proxy.enabled in line 72 of applicationHost.config must be true or false: IIS refuses the section until it is corrected.',
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="perhaps" timeout="01:00:00" preserveHostHeader="true" />',
      ],
    ],
  },
  {
    check: 'app.proxy-extensions',
    state: 'good',
    sentence: "Rules of Chat blank the offer of compression, which ARR can't pass through.",
    on: 'proxy',
  },
  {
    check: 'app.proxy-extensions',
    state: 'warning',
    sentence:
      "The rule ws of Chat passes a client's offer of compression (Sec-WebSocket-Extensions) on: if the server behind takes it, the socket breaks on its first message after 101. Set HTTP_SEC_WEBSOCKET_EXTENSIONS to an empty value in the rule, or switch perMessageDeflate off behind.",
    on: 'proxy',
    web: [['<serverVariables><set name="HTTP_SEC_WEBSOCKET_EXTENSIONS" value="" /></serverVariables>', '']],
  },
  {
    check: 'app.proxy-extensions',
    state: 'broken',
    sentence:
      'A rule of Chat sets HTTP_SEC_WEBSOCKET_EXTENSIONS, which allowedServerVariables does not name: each request is answered with 500.50.',
    on: 'proxy',
    host: [['<add name="HTTP_SEC_WEBSOCKET_EXTENSIONS" />', '']],
  },
  {
    check: 'app.proxy-extensions',
    state: 'unknown',
    sentence:
      'Which server variables rules of Chat may set is unknown: it is kept in another file (configSource in line 74 of applicationHost.config), which was not read.',
    on: 'proxy',
    host: [
      [
        '<allowedServerVariables>\n        <add name="HTTP_SEC_WEBSOCKET_EXTENSIONS" />\n        <add name="HTTP_CONNECTION" />\n      </allowedServerVariables>',
        '<allowedServerVariables configSource="variables.config" />',
      ],
    ],
  },
  {
    check: 'app.proxy-timeout',
    state: 'good',
    sentence: "Sockets of Chat may be silent for 1 h (ARR's proxy) on their way through this server.",
    on: 'proxy',
  },
  {
    check: 'app.proxy-timeout',
    state: 'warning',
    sentence:
      "Sockets of Chat that are silent for 2 min (ARR's proxy) are cut on their way through this server, and whether busy ones are left alone is disputed: raise the time-out, and ping.",
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="true" preserveHostHeader="true" />',
      ],
    ],
  },
  {
    check: 'app.proxy-timeout',
    state: 'warning',
    sentence:
      'Sockets of Chat that are silent for 30 s (the farm nodes) are cut on their way through this server, and whether busy ones are left alone is disputed: raise the time-out, and ping.',
    on: 'farm',
    host: [['<protocol timeout="01:00:00" />', '<protocol />']],
  },
  {
    check: 'app.proxy-timeout',
    state: 'unknown',
    sentence: 'How long the proxy waits for sockets of Chat is unknown.',
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="true" timeout="long" preserveHostHeader="true" />',
      ],
    ],
    also: { 'section.ping': 'unknown' },
  },
  {
    check: 'app.proxy-host',
    state: 'good',
    sentence: 'The server behind Chat sees the Host that the client sent, against which it can hold Origin.',
    on: 'proxy',
  },
  {
    check: 'app.proxy-host',
    state: 'warning',
    sentence:
      "The server behind Chat sees the proxy's own target as Host, not the one of the client (preserveHostHeader is false): a check of Origin against Host there refuses browsers, mostly with 403 or 400.",
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="true" timeout="01:00:00" />',
      ],
    ],
  },
  {
    check: 'app.proxy-host',
    state: 'unknown',
    sentence:
      'Which Host the server behind Chat sees is unknown: proxy.preserveHostHeader in line 72 of applicationHost.config must be true or false: IIS refuses the section until it is corrected.',
    on: 'proxy',
    host: [
      [
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="true" />',
        '<proxy enabled="true" timeout="01:00:00" preserveHostHeader="mostly" />',
      ],
    ],
  },
  {
    check: 'app.open-proxy',
    state: 'good',
    sentence: 'Every rule of Chat sends requests to a fixed server or farm.',
    on: 'proxy',
  },
  {
    check: 'app.open-proxy',
    state: 'warning',
    sentence:
      "The rule ws of Chat takes its target from a condition ({C:n}); unless the condition's pattern allows fixed servers only, it is an open proxy.",
    on: 'proxy',
    web: [['url="http://127.0.0.1:3000/{R:1}"', 'url="http://{C:1}/{R:1}"']],
  },
  {
    check: 'app.open-proxy',
    state: 'broken',
    sentence:
      'The rule ws of Chat sends requests wherever the client says (http://{HTTP_HOST}/{R:1}): an open proxy, through which anybody reaches servers behind this one. Write a fixed server there.',
    on: 'proxy',
    web: [['url="http://127.0.0.1:3000/{R:1}"', 'url="http://{HTTP_HOST}/{R:1}"']],
  },
];
