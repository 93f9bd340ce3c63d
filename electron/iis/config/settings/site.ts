import { bool, choice, flags, span, text, uint } from './definition';
import type { AttributeRule } from './definition';

const unlimited = 4294967295;

const LOG_FIELDS = {
  Date: 1,
  Time: 2,
  ClientIP: 4,
  UserName: 8,
  SiteName: 16,
  ComputerName: 32,
  ServerIP: 64,
  Method: 128,
  UriStem: 256,
  UriQuery: 512,
  HttpStatus: 1024,
  Win32Status: 2048,
  BytesSent: 4096,
  BytesRecv: 8192,
  TimeTaken: 16_384,
  ServerPort: 32_768,
  UserAgent: 65_536,
  Cookie: 131_072,
  Referer: 262_144,
  ProtocolVersion: 524_288,
  Host: 1_048_576,
  HttpSubStatus: 2_097_152,
};
const DEFAULT_FIELDS =
  'Date, Time, ClientIP, UserName, ServerIP, Method, UriStem, UriQuery, HttpStatus, Win32Status, TimeTaken, ServerPort, UserAgent, Referer, HttpSubStatus';

/** Attributes of a site, as in system.applicationHost/sites. */
export const siteRules: readonly (readonly [elements: string, rules: readonly AttributeRule[]])[] = [
  ['', [bool('serverAutoStart', true, 'Whether the site starts with the service.')]],
  [
    'limits',
    [
      uint(
        'maxConnections',
        unlimited,
        'Connections of the site, sockets among them; more are answered with 503.',
        {
          unit: 'connections',
          // Schema: no validator. HTTP.sys: HTTP_LIMIT_INFINITE alone is unlimited, nothing is special about 0.
          never: { value: 0, why: '0 lets no connection in at all; unlimited is 4294967295' },
        },
      ),
      span(
        'connectionTimeout',
        '00:02:00',
        'Ends connections without a request; an open socket is a request.',
        {
          min: 0,
          max: 65535,
          step: 1,
        },
      ),
      uint('maxBandwidth', unlimited, 'Bandwidth of the site.', {
        min: 0,
        max: 1023,
        exclude: true,
        unit: 'bytes/s',
      }),
      uint('maxUrlSegments', 32, 'Segments that a URL may have.', { min: 0, max: 16383, unit: 'segments' }),
    ],
  ],
  [
    'logFile',
    [
      bool('enabled', true, 'Whether requests of the site are logged.'),
      choice('logFormat', 'W3C', 'The form of the log; only W3C tells how long a socket lived by field.', {
        IIS: 0,
        NCSA: 1,
        W3C: 2,
        Custom: 3,
      }),
      text(
        'directory',
        '%SystemDrive%\\inetpub\\logs\\LogFiles',
        "The folder that the site's own log folder lies in.",
      ),
      choice('period', 'Daily', 'When a new log file is begun.', {
        MaxSize: 0,
        Daily: 1,
        Weekly: 2,
        Monthly: 3,
        Hourly: 4,
      }),
      bool(
        'localTimeRollover',
        false,
        'Whether a new file begins by the local clock; the times in it stay UTC.',
      ),
      flags('logExtFileFlags', DEFAULT_FIELDS, 'The fields of a W3C log.', LOG_FIELDS),
    ],
  ],
];

/** Attributes of an application, as in system.applicationHost/sites. */
export const applicationRules: readonly AttributeRule[] = [
  text('applicationPool', '', 'The pool that runs the application.', { form: 'applicationPoolName' }),
  bool(
    'preloadEnabled',
    false,
    'Whether the application is loaded before its first request; the pool must be AlwaysRunning.',
  ),
  text('enabledProtocols', 'http', 'The protocols it is reached by.', { form: 'protocols' }),
];
