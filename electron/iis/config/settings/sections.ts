import { bool, choice, span, uint } from './definition';
import type { AttributeRule } from './definition';

const unlimited = 4294967295;

/** Attributes of a section, or of one element directly below it. */
export type SectionRules = readonly [section: string, rules: readonly AttributeRule[], element?: string];

/** Sections that have a value for every path: server, site, application. */
export const pathSections: readonly SectionRules[] = [
  [
    'system.webServer/webSocket',
    [
      bool(
        'enabled',
        true,
        'Whether IIS answers upgrades to WebSocket; must be off for iisnode, on for all else.',
      ),
      uint('receiveBufferLimit', 4194304, 'Bytes that IIS keeps of what a client sends.', {
        min: 4096,
        max: 2147483647,
        unit: 'bytes',
      }),
      span('pingInterval', '00:00:00', 'How often IIS pings an open socket; 0 means never.', {
        min: 0,
        max: 86400,
        step: 1,
      }),
    ],
  ],
  [
    'system.webServer/serverRuntime',
    [
      bool('enabled', true, 'Whether the path is served at all.'),
      uint(
        'appConcurrentRequestLimit',
        5000,
        'Requests that an application may have open; every socket is one.',
        {
          unit: 'requests',
        },
      ),
    ],
  ],
  [
    'system.webServer/security/requestFiltering',
    [
      uint('maxUrl', 4096, 'How long the path of a request may be; a longer one is answered with 404.14.', {
        unit: 'bytes',
      }),
      uint(
        'maxQueryString',
        2048,
        'How long a query string may be; a longer one, such as an access token of SignalR, is answered with 404.15.',
        { unit: 'bytes' },
      ),
    ],
    'requestLimits',
  ],
];

/** Sections that have one value for the server. */
export const serverSections: readonly SectionRules[] = [
  [
    'system.applicationHost/webLimits',
    [
      span(
        'connectionTimeout',
        '00:02:00',
        'Ends connections without a request, where the site says nothing.',
      ),
      uint('demandStartThreshold', 2147483647, 'Worker processes that may be started on demand.', {
        min: 10,
        max: 2147483647,
        unit: 'processes',
      }),
      uint('dynamicIdleThreshold', 0, 'Committed memory at which idle time-outs shrink; 0 turns it off.', {
        min: 0,
        max: 10000,
        unit: '% of RAM',
      }),
      span('headerWaitTimeout', '00:00:00', 'How long HTTP.sys waits for all headers of a request.', {
        min: 0,
        max: 65535,
        step: 1,
      }),
      uint('minBytesPerSecond', 240, 'The slowest rate at which an answer may be taken.', {
        unit: 'bytes/s',
      }),
      uint(
        'dynamicRegistrationThreshold',
        100,
        'Sites up to which all are registered with HTTP.sys at once.',
        {
          unit: 'sites',
        },
      ),
      uint('maxGlobalBandwidth', unlimited, 'Bandwidth of all sites together.', {
        min: 0,
        max: 1023,
        exclude: true,
        unit: 'bytes/s',
      }),
    ],
  ],
  [
    'system.webServer/proxy',
    [
      bool('enabled', false, 'Whether Application Request Routing forwards requests.'),
      choice('httpVersion', 'PassThrough', 'The HTTP version that is spoken to the back end.', {
        Http10: 0,
        Http11: 1,
        PassThrough: 2,
      }),
      bool('preserveHostHeader', false, 'Whether the back end sees the Host header that the client sent.'),
      span('timeout', '00:02:00', 'How long the proxy waits for the back end; it cuts silent sockets.', {
        min: 1,
        max: 86400,
        step: 1,
      }),
    ],
  ],
];
