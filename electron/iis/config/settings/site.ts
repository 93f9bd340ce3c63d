import { bool, span, text, uint } from './definition';
import type { AttributeRule } from './definition';

const unlimited = 4294967295;

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
