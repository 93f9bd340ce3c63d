import type { Row } from './row';

/** The webSocket section and what counts sockets. */
export const sectionRows: readonly Row[] = [
  {
    check: 'section.enabled',
    state: 'good',
    sentence: 'WebSockets are switched on for Chat (webSocket enabled, from applicationHost.config).',
  },
  {
    check: 'section.enabled',
    state: 'good',
    sentence:
      'WebSockets of IIS are switched off for Chat, as iisnode needs it, because that does the upgrade itself.',
    on: 'iisnode',
  },
  {
    check: 'section.enabled',
    state: 'broken',
    sentence:
      'WebSockets are switched off for Chat: webSocket enabled is false in applicationHost.config, so IIS does not answer a handshake with 101. Only an application under iisnode needs it off, because that does the upgrade itself.',
    host: [
      [
        '<webSocket enabled="true" pingInterval="00:00:20" />',
        '<webSocket enabled="false" pingInterval="00:00:20" />',
      ],
    ],
  },
  {
    check: 'section.enabled',
    state: 'broken',
    sentence:
      'WebSockets are switched off for Chat: webSocket enabled is false in location Chat, so IIS does not answer a handshake with 101. Only an application under iisnode needs it off, because that does the upgrade itself.',
    host: [
      [
        '  <location path="" overrideMode="Allow">',
        '  <location path="Chat"><system.webServer><webSocket enabled="false" /></system.webServer></location>\n  <location path="" overrideMode="Allow">',
      ],
    ],
  },
  {
    check: 'section.enabled',
    state: 'broken',
    sentence:
      "WebSockets of IIS are switched on for Chat (from applicationHost.config), but iisnode does the upgrade itself: with IIS's module in its way a handshake is answered with 501.",
    on: 'iisnode',
    host: [['<webSocket enabled="false"', '<webSocket enabled="true"']],
  },
  {
    check: 'section.enabled',
    state: 'unknown',
    sentence:
      'Whether WebSockets are switched on for Chat is unknown: webSocket.enabled in line 98 of applicationHost.config must be true or false: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<webSocket enabled="true" pingInterval="00:00:20" />',
        '<webSocket enabled="perhaps" pingInterval="00:00:20" />',
      ],
    ],
  },
  {
    check: 'section.enabled',
    state: 'unknown',
    sentence:
      'Whether WebSockets are switched on for Chat is unknown: IIS itself says false, our reading of applicationHost.config says true.',
    facts: () => ({ iisSays: [{ setting: 'webSocket.enabled', value: 'false', locked: true }] }),
  },
  {
    check: 'section.lock',
    state: 'good',
    sentence:
      'The webSocket section is locked for Chat: it is changed in applicationHost.config only, and a web.config that tries makes IIS answer 500.19.',
  },
  {
    check: 'section.lock',
    state: 'good',
    sentence:
      'The webSocket section is open for Chat: a web.config of the application may switch WebSockets off.',
    host: [
      [
        '<section name="webSocket" overrideModeDefault="Deny" />',
        '<section name="webSocket" overrideModeDefault="Allow" />',
      ],
    ],
  },
  {
    check: 'section.lock',
    state: 'unknown',
    sentence:
      'Whether a web.config of Chat may change the webSocket section is unknown: the configuration could not be read this far.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<location path="" overrideMode="Allow">',
        '<location path="Chat" overrideMode="Perhaps"><system.webServer><webSocket enabled="true" /></system.webServer></location>\n  <location path="" overrideMode="Allow">',
      ],
    ],
  },
  {
    check: 'section.request-limit',
    state: 'warning',
    sentence:
      'appConcurrentRequestLimit of Chat is 0: what IIS does then is not documented, it may refuse every request with 503.2; set the number of sockets that you expect.',
    host: [
      [
        '<serverRuntime appConcurrentRequestLimit="5000" />',
        '<serverRuntime appConcurrentRequestLimit="0" />',
      ],
    ],
  },
  {
    check: 'section.request-limit',
    state: 'good',
    sentence:
      'Chat may have 5,000 requests open (appConcurrentRequestLimit), and every open socket is one; the next is answered with 503.2, whatever maxConnections allows.',
  },
  {
    check: 'section.request-limit',
    state: 'warning',
    sentence:
      '8 of the 10 requests that Chat may have open are taken by sockets of Chat; beyond it a handshake is answered with 503.2.',
    host: [
      [
        '<serverRuntime appConcurrentRequestLimit="5000" />',
        '<serverRuntime appConcurrentRequestLimit="10" />',
      ],
    ],
    facts: ({ runtime }) => ({
      runtime: { ...runtime, sites: runtime.sites.map((each) => ({ ...each, sockets: 8 })) },
    }),
  },
  {
    check: 'section.request-limit',
    state: 'broken',
    sentence:
      'Chat has 10 sockets open and may have 10 requests (appConcurrentRequestLimit): every open socket is one, and the next handshake is answered with 503.2.',
    host: [
      [
        '<serverRuntime appConcurrentRequestLimit="5000" />',
        '<serverRuntime appConcurrentRequestLimit="10" />',
      ],
    ],
    facts: ({ runtime }) => ({
      runtime: { ...runtime, sites: runtime.sites.map((each) => ({ ...each, sockets: 10 })) },
    }),
  },
  {
    check: 'section.request-limit',
    state: 'unknown',
    sentence:
      'How many requests Chat may have open is unknown: serverRuntime.appConcurrentRequestLimit in line 97 of applicationHost.config must be 0 to 4,294,967,295 requests: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<serverRuntime appConcurrentRequestLimit="5000" />',
        '<serverRuntime appConcurrentRequestLimit="lots" />',
      ],
    ],
  },
  {
    check: 'section.ping',
    state: 'good',
    sentence:
      'IIS pings every 20 s each socket of Chat, which keeps a hop in front of it from taking the socket for dead.',
  },
  {
    check: 'section.ping',
    state: 'good',
    sentence:
      'IIS sends no pings to sockets of Chat (pingInterval 0), and no proxy on this server cuts silent ones; one in front of it may, so set pingInterval below its time-out.',
    host: [['<webSocket enabled="true" pingInterval="00:00:20" />', '<webSocket enabled="true" />']],
  },
  {
    check: 'section.ping',
    state: 'good',
    on: 'iisnode',
    sentence:
      'pingInterval of Chat is 20 s, but webSocket.enabled is false, so IIS frames no socket and pings none: let the application ping sooner than what may stand in front of it cuts silence.',
  },
  {
    check: 'section.ping',
    state: 'good',
    sentence: 'IIS pings every 20 s, sooner than the farm nodes cuts a silent socket (1 h).',
    on: 'farm',
  },
  {
    check: 'section.ping',
    state: 'warning',
    sentence:
      "IIS sends no pings, but ARR's proxy cuts a socket that is silent for 1 h: every quiet client is dropped then.",
    on: 'proxy',
    host: [['<webSocket enabled="true" pingInterval="00:00:20" />', '<webSocket enabled="true" />']],
  },
  {
    check: 'section.ping',
    state: 'warning',
    sentence:
      'IIS pings every 45 s, but the farm nodes cuts a socket that is silent for 30 s: every quiet client is dropped then.',
    on: 'farm',
    host: [
      [
        '<webSocket enabled="true" pingInterval="00:00:20" />',
        '<webSocket enabled="true" pingInterval="00:00:45" />',
      ],
      ['<protocol timeout="01:00:00" />', '<protocol />'],
    ],
    also: { 'app.proxy-timeout': 'warning' },
  },
  {
    check: 'section.ping',
    state: 'unknown',
    sentence:
      'How often IIS pings sockets of Chat is unknown: webSocket.pingInterval in line 98 of applicationHost.config must be 0 s to 1 day, written hh:mm:ss: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<webSocket enabled="true" pingInterval="00:00:20" />',
        '<webSocket enabled="true" pingInterval="often" />',
      ],
    ],
  },
  {
    check: 'section.receive-buffer',
    state: 'good',
    sentence:
      'IIS keeps at most 4,194,304 bytes of what a client of Chat sends and the application has not read.',
  },
  {
    check: 'section.receive-buffer',
    state: 'warning',
    sentence:
      'IIS keeps up to 67,108,864 bytes a socket of what clients of Chat send (receiveBufferLimit, 4,194,304 by default): 1,000 sockets may make it hold 67 GB.',
    host: [
      [
        '<webSocket enabled="true" pingInterval="00:00:20" />',
        '<webSocket receiveBufferLimit="67108864" enabled="true" pingInterval="00:00:20" />',
      ],
    ],
  },
  {
    check: 'section.receive-buffer',
    state: 'unknown',
    sentence:
      'How much IIS keeps of what a client of Chat sends is unknown: webSocket.receiveBufferLimit in line 98 of applicationHost.config must be 4,096 to 2,147,483,647 bytes: IIS refuses the section until it is corrected.',
    also: { 'site.configuration': 'warning' },
    host: [
      [
        '<webSocket enabled="true" pingInterval="00:00:20" />',
        '<webSocket receiveBufferLimit="12" enabled="true" pingInterval="00:00:20" />',
      ],
    ],
  },
];
