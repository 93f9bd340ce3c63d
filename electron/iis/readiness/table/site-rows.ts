import type { Row } from './row';

/** The site. */
export const siteRows: readonly Row[] = [
  {
    check: 'site.binding',
    state: 'good',
    sentence: 'Chat has 2 bindings for HTTP, over which a WebSocket begins: http *:80: and more.',
  },
  {
    check: 'site.binding',
    state: 'broken',
    sentence:
      'Chat has no http or https binding with a port; a WebSocket begins as an HTTP request, so none can reach it.',
    host: [
      ['<binding protocol="http" bindingInformation="*:80:" />', ''],
      [
        '<binding protocol="https" bindingInformation="*:443:" />',
        '<binding protocol="net.pipe" bindingInformation="*" />',
      ],
    ],
    also: { 'firewall.path': 'unknown', 'http-sys.listening': 'broken' },
  },
  {
    check: 'site.configuration',
    state: 'good',
    sentence: 'Nothing in the text of Chat is known to be wrong.',
  },
  {
    check: 'site.configuration',
    state: 'warning',
    sentence:
      'applicationHost.config, line 54: the sites "Chat" and "Shop" both have the id 2; IIS starts only one: change one.',
    host: [['name="Chat" id="1"', 'name="Chat" id="2"']],
  },
  {
    check: 'site.configuration',
    state: 'broken',
    sentence:
      'web.config, line 7: system.webServer/webSocket is locked for "Chat", so IIS answers every request there with 500.19 (0x80070021); remove it here or unlock the section.',
    web: [['<system.webServer>', '<system.webServer>\n    <webSocket enabled="true" />']],
    also: { 'section.enabled': 'unknown', 'section.ping': 'unknown', 'section.receive-buffer': 'unknown' },
  },
  {
    check: 'site.configuration',
    state: 'broken',
    sentence:
      'web.config, line 9: the section system.webServer/iisnodeX is not registered in <configSections>, so IIS refuses the file; install what brings it or remove it.',
    web: [['<rewrite>', '<iisnodeX />\n    <rewrite>']],
  },
  { check: 'site.state', state: 'good', sentence: 'Chat is started.' },
  {
    check: 'site.state',
    state: 'warning',
    sentence:
      "Chat is started, but under an older configuration, because the server can't obey the present one: Two sites have the id 1.",
    facts: ({ runtime }) => ({
      runtime: { ...runtime, problem: { severity: 'error', sentence: 'Two sites have the id 1.' } },
    }),
  },
  {
    check: 'site.state',
    state: 'broken',
    sentence: 'Chat is stopped, so nothing answers at its address and no socket can be opened.',
    facts: ({ runtime }) => ({
      runtime: { ...runtime, sites: runtime.sites.map((each) => ({ ...each, state: 'Stopped' })) },
    }),
  },
  {
    check: 'site.state',
    state: 'unknown',
    sentence:
      'Whether Chat is started is not written in a configuration file; only the running server knows it.',
    on: 'file',
  },
  { check: 'site.limits', state: 'good', sentence: 'Chat sets no limit on its connections.' },
  {
    check: 'site.limits',
    state: 'good',
    sentence: 'Chat allows 500 connections; every open socket holds one of them, 0 are taken now.',
    host: [['<limits maxConnections="4294967295" />', '<limits maxConnections="500" />']],
  },
  {
    check: 'site.limits',
    state: 'warning',
    sentence:
      'The maxConnections of Chat is 0: "unlimited" is 4,294,967,295, and by its own rules HTTP.sys would allow no connection at 0 and answer 503.',
    host: [['<limits maxConnections="4294967295" />', '<limits maxConnections="0" />']],
  },
  {
    check: 'site.limits',
    state: 'broken',
    sentence:
      'The maxConnections of Chat is 0: 0 is not "unlimited" but no connection at all, so every request is answered with 503, the handshake too.',
    host: [['<limits maxConnections="4294967295" />', '<limits maxConnections="0" />']],
    on: 'practice',
  },
  {
    check: 'site.limits',
    state: 'broken',
    sentence:
      'All 5 connections that Chat allows are taken; HTTP.sys answers the next one with 503. Every open socket holds one of them.',
    host: [['<limits maxConnections="4294967295" />', '<limits maxConnections="5" />']],
    facts: ({ runtime }) => ({
      runtime: { ...runtime, sites: runtime.sites.map((each) => ({ ...each, connections: 5 })) },
    }),
  },
  {
    check: 'site.limits',
    state: 'unknown',
    sentence:
      'How many connections Chat allows is unknown: limits.maxConnections in line 52 of applicationHost.config must be 1 to 4,294,967,295 connections; 4294967295 is unlimited: IIS refuses the section until it is corrected.',
    host: [['<limits maxConnections="4294967295" />', '<limits maxConnections="many" />']],
    also: { 'site.configuration': 'warning' },
  },
  {
    check: 'site.certificate',
    state: 'good',
    sentence: 'Every https binding of Chat has a certificate that is in date.',
  },
  {
    check: 'site.certificate',
    state: 'warning',
    sentence: 'A certificate of Chat ends in 10 days; from then on browsers refuse its wss:// connections.',
    facts: ({ network }) => ({
      network: {
        ...network,
        certificates: network.certificates.map((each) => ({ ...each, notAfter: '2026-01-11T00:00:00.000Z' })),
      },
    }),
  },
  {
    check: 'site.certificate',
    state: 'broken',
    sentence:
      'A certificate of Chat is out of date: browsers refuse the wss:// connection without asking, as a socket has no page to ask on.',
    facts: ({ network }) => ({
      network: {
        ...network,
        certificates: network.certificates.map((each) => ({ ...each, notAfter: '2025-12-31T00:00:00.000Z' })),
      },
    }),
  },
  {
    check: 'site.certificate',
    state: 'broken',
    sentence:
      'No certificate is in place for https *:443:, so a wss:// connection to it ends before the handshake.',
    facts: ({ network }) => ({
      network: {
        ...network,
        certificates: network.certificates.map((each) => ({
          ...each,
          subject: null,
          notAfter: null,
          error: 'no certificate is bound',
        })),
      },
    }),
  },
  {
    check: 'site.certificate',
    state: 'unknown',
    sentence:
      'Whether the certificate of https *:443: is in date is unknown: its certificate is a file of the central certificate store.',
    facts: ({ network }) => ({
      network: {
        ...network,
        certificates: network.certificates.map((each) => ({
          ...each,
          subject: null,
          notAfter: null,
          error: 'its certificate is a file of the central certificate store',
        })),
      },
    }),
  },
  {
    check: 'site.tls',
    state: 'good',
    sentence: 'Chat takes connections with and without TLS, as its bindings offer them.',
  },
  {
    check: 'site.tls',
    state: 'good',
    sentence: 'Chat demands TLS: clients use wss://, and ws:// is answered with 403.4.',
    host: [['<access sslFlags="None" />', '<access sslFlags="Ssl" />']],
  },
  {
    check: 'site.tls',
    state: 'warning',
    sentence:
      'Chat demands a client certificate (SslRequireCert): a client without one is answered with 403.7, and a browser can ask for none while it opens a socket.',
    host: [['<access sslFlags="None" />', '<access sslFlags="Ssl, SslRequireCert" />']],
  },
  {
    check: 'site.tls',
    state: 'broken',
    sentence:
      'Chat demands TLS (sslFlags Ssl) but Chat has no https binding, so every handshake is answered with 403.4; add an https binding with a certificate.',
    host: [
      ['<access sslFlags="None" />', '<access sslFlags="Ssl" />'],
      ['<binding protocol="https" bindingInformation="*:443:" />', ''],
    ],
  },
  {
    check: 'site.tls',
    state: 'unknown',
    sentence:
      'Whether Chat demands TLS is unknown: it is kept in another file (configSource in line 80 of applicationHost.config), which was not read.',
    host: [['<access sslFlags="None" />', '<access configSource="access.config" />']],
  },
  {
    check: 'site.authentication',
    state: 'good',
    sentence:
      'Chat lets a handshake in without asking who it is; browsers apply no CORS to WebSockets, so the application itself must check Origin and who is there.',
  },
  {
    check: 'site.authentication',
    state: 'warning',
    sentence:
      'Chat asks for Windows authentication before the upgrade: Chrome and Safari send no Windows credentials with a WebSocket and get 401, and NTLM over loopback to a host name gets 401.1.',
    host: [
      ['<anonymousAuthentication enabled="true"', '<anonymousAuthentication enabled="false"'],
      ['<windowsAuthentication enabled="false" />', '<windowsAuthentication enabled="true" />'],
    ],
  },
  {
    check: 'site.authentication',
    state: 'warning',
    sentence:
      "Chat has anonymous authentication off and no authentication that is on: a browser's WebSocket sends no credentials by itself and gets 401.",
    host: [['<anonymousAuthentication enabled="true"', '<anonymousAuthentication enabled="false"']],
  },
  {
    check: 'site.authentication',
    state: 'unknown',
    sentence:
      'How Chat asks who a client is is unknown: it is kept in another file (configSource in line 82 of applicationHost.config), which was not read.',
    host: [
      ['<anonymousAuthentication enabled="true"', '<anonymousAuthentication configSource="anonymous.config"'],
    ],
  },
  {
    check: 'site.filtering',
    state: 'good',
    sentence:
      "Request filtering lets the socket's address through: path and query are within 4,096 and 2,048 bytes.",
  },
  {
    check: 'site.filtering',
    state: 'good',
    sentence:
      'Request filtering lets addresses of up to 4,096 bytes and queries of up to 2,048 through to Chat; a longer one, such as a long access token, is answered with 404.14 or 404.15.',
    facts: () => ({ address: null }),
    also: { 'handshake.address': 'unknown' },
  },
  {
    check: 'site.filtering',
    state: 'warning',
    sentence:
      "The query of the socket's address has 1,813 of the 2,048 bytes that request filtering lets through to Chat; beyond it a handshake is answered with 404.15.",
    facts: () => ({
      address: { path: `/hub?access_token=${'x'.repeat(1800)}`, subprotocols: [], headers: [] },
    }),
  },
  {
    check: 'site.filtering',
    state: 'broken',
    sentence:
      "The query of the socket's address has 613 bytes, but request filtering lets 512 through to Chat (maxQueryString), so the handshake is answered with 404.15.",
    host: [['maxQueryString="2048"', 'maxQueryString="512"']],
    facts: () => ({
      address: { path: `/hub?access_token=${'x'.repeat(600)}`, subprotocols: [], headers: [] },
    }),
  },
  {
    check: 'site.filtering',
    state: 'broken',
    sentence:
      "The path of the socket's address has 4 bytes, but request filtering lets 3 through to Chat (maxUrl), so the handshake is answered with 404.14.",
    host: [['maxUrl="4096"', 'maxUrl="3"']],
  },
  {
    check: 'site.filtering',
    state: 'broken',
    sentence:
      "The path of the socket's address has 1 byte at least, but request filtering lets 0 through to Chat (maxUrl), so the handshake is answered with 404.14.",
    host: [['maxUrl="4096"', 'maxUrl="0"']],
    facts: () => ({ address: null }),
    also: { 'handshake.address': 'unknown' },
  },
  {
    check: 'site.filtering',
    state: 'warning',
    sentence:
      "Request filtering lets only 8 bytes of path (maxUrl) and 16 of query (maxQueryString) through to Chat; a usual address such as /socket.io/?EIO=4&transport=websocket has 11 and 25 and is answered with 404.14 or 404.15: enter the socket's own path, so that it can be held against that.",
    host: [
      ['maxUrl="4096"', 'maxUrl="8"'],
      ['maxQueryString="2048"', 'maxQueryString="16"'],
    ],
    facts: () => ({ address: null }),
    also: { 'handshake.address': 'unknown' },
  },
  {
    check: 'site.filtering',
    state: 'broken',
    sentence:
      'Request filtering shuts out the verb GET, which every handshake is, so a handshake with Chat is answered with 404.6.',
    host: [
      [
        '<verbs allowUnlisted="true" />',
        '<verbs allowUnlisted="true"><add verb="GET" allowed="false" /></verbs>',
      ],
    ],
  },
  {
    check: 'site.filtering',
    state: 'broken',
    sentence:
      'Request filtering shuts out the hidden segment hub, so a handshake with Chat is answered with 404.8.',
    host: [['<add segment="bin" />', '<add segment="hub" />']],
  },
  {
    check: 'site.filtering',
    state: 'broken',
    sentence:
      'Request filtering shuts out the extension .ashx, so a handshake with Chat is answered with 404.7.',
    host: [['fileExtension=".config"', 'fileExtension=".ashx"']],
    facts: () => ({ address: { path: '/echo.ashx', subprotocols: [], headers: [] } }),
  },
  {
    check: 'site.filtering',
    state: 'unknown',
    sentence:
      'What request filtering lets through to Chat is unknown: requestFiltering.requestLimits.maxUrl in line 94 of applicationHost.config must be 0 to 4,294,967,295 bytes: IIS refuses the section until it is corrected.',
    host: [['maxUrl="4096"', 'maxUrl="long"']],
  },
  {
    check: 'site.connection-timeout',
    state: 'good',
    sentence:
      'Chat ends connections without a request after 2 min; an open socket is a request, so this does not cut it.',
  },
  {
    check: 'site.connection-timeout',
    state: 'warning',
    sentence:
      'The connectionTimeout of Chat is 1 h: that keeps no socket open, as it ends only connections without a request; it lets idle and slow connections hold the server. Against silent cuts set pingInterval.',
    host: [
      [
        '<limits maxConnections="4294967295" />',
        '<limits maxConnections="4294967295" connectionTimeout="01:00:00" />',
      ],
    ],
  },
  {
    check: 'site.connection-timeout',
    state: 'warning',
    sentence:
      'The connectionTimeout of Chat is 0, which is not "off" but HTTP.sys\'s own default; an open socket is not cut by it either way.',
    host: [
      [
        '<limits maxConnections="4294967295" />',
        '<limits maxConnections="4294967295" connectionTimeout="00:00:00" />',
      ],
    ],
  },
  {
    check: 'site.connection-timeout',
    state: 'unknown',
    sentence:
      'The connectionTimeout of Chat is unknown: limits.connectionTimeout in line 52 of applicationHost.config must be 0 s to 65,535 s, written hh:mm:ss: IIS refuses the section until it is corrected.',
    host: [
      [
        '<limits maxConnections="4294967295" />',
        '<limits maxConnections="4294967295" connectionTimeout="soon" />',
      ],
    ],
    also: { 'site.configuration': 'warning' },
  },
  {
    check: 'site.http2',
    state: 'good',
    sentence:
      "HTTP/2 may stay on for Chat: an upgrade goes over HTTP/1.1, for which a browser opens a connection of its own; a client that insists on HTTP/2 can't upgrade.",
  },
  {
    check: 'site.http2',
    state: 'good',
    sentence: 'HTTP/2 is off for the https bindings of Chat; a WebSocket needs HTTP/1.1 only.',
    host: [
      [
        '<binding protocol="https" bindingInformation="*:443:" />',
        '<binding protocol="https" bindingInformation="*:443:" sslFlags="4" />',
      ],
    ],
  },
];
