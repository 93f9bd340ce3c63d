import { count } from '../../shared/words';
import type { Diagnosis, HandshakeReport } from '../../shared/model/tester';
import type { SiteHint } from './diagnosis';
import { diagnose503 } from './diagnosis-503';
import { headerValues } from './http-head';

/** What an HTTP answer other than 101 means on IIS. */
export function diagnoseAnswer(report: HandshakeReport, hint: SiteHint | null): Diagnosis {
  const status = report.status ?? 0;
  if (status === 503) return diagnose503(report, hint);
  if (status === 400 && /Invalid Hostname/i.test(report.body))
    return { id: 'invalid-hostname', sentence: NO_HOST };
  if (status === 401) return unauthorized(report);
  const sub = substatus(report);
  const known = exact.get(`${status}.${sub ?? ''}`) ?? exact.get(String(status));
  if (known) return { id: known[0], sentence: known[1] };
  if (status >= 300 && status < 400) return redirect(report);
  if (status === 200) return { id: 'not-upgraded-200', sentence: PAGE };
  return { id: `not-upgraded-${status}`, sentence: general(status, report.statusText) };
}

const PAGE =
  "An ordinary page came instead of 101: nothing here takes the upgrade, because the WebSocket feature is not installed, the pool runs in Classic mode, the webSocket section is switched off, the module was removed, or this path is not the socket's.";

const NO_HOST =
  "400, Invalid Hostname: no binding on this port takes the Host that was sent; use the binding's host name in the address or as a Host header.";

/** By "status.substatus" where the error page tells it, else by status: id and sentence. */
const exact = new Map<string, [id: string, sentence: string]>([
  [
    '400.11',
    [
      'invalid-websocket-request',
      '400.11, "Invalid WebSocket request": IIS knows the WebSocket module but does not take this request as an upgrade; something on the way changed its headers.',
    ],
  ],
  [
    '400',
    [
      'bad-request',
      '400: HTTP.sys found the request malformed (headers too large: MaxFieldLength, MaxRequestBytes; HTTPERR says which), or the application does not take a socket on this path or in this form (Socket.IO needs its query).',
    ],
  ],
  ['403.4', ['tls-required', '403.4: this application requires TLS; use wss://.']],
  [
    '403',
    [
      'forbidden',
      '403: the request is forbidden by access rules, IP restrictions, a required certificate, or the application itself, for example by its check of Origin.',
    ],
  ],
  [
    '404.14',
    ['url-too-long', '404.14: request filtering refuses the URL as too long (maxUrl, 4,096 by default).'],
  ],
  [
    '404.15',
    [
      'query-too-long',
      '404.15: request filtering refuses the query string as too long (maxQueryString, 2,048 by default); access tokens of SignalR can exceed it.',
    ],
  ],
  [
    '404',
    [
      'not-found',
      "404: nothing is at this path; it is not the socket's address, or no handler takes it (on IIS also where the WebSocket feature is missing for a handler that needs it).",
    ],
  ],
  [
    '405',
    [
      'method-not-allowed',
      "405: this path does not take GET, which every upgrade is; it is not the socket's address.",
    ],
  ],
  [
    '426',
    [
      'upgrade-required',
      '426: an application library refuses this version or form of WebSocket; IIS itself never answers a missing feature so.',
    ],
  ],
  [
    '500.19',
    [
      'configuration-error',
      '500.19: IIS can not use the configuration for this path: a locked section set in web.config (0x80070021, webSocket is locked by default) or a section of a module that is not installed (0x8007000d).',
    ],
  ],
  [
    '500.21',
    [
      'module-missing',
      '500.21: a handler names a module that is not installed or was removed for this path.',
    ],
  ],
  [
    '500.22',
    [
      'classic-configuration',
      '500.22: web.config holds system.web/httpModules, which Integrated mode refuses.',
    ],
  ],
  [
    '500.23',
    [
      'classic-configuration',
      '500.23: web.config holds system.web/httpHandlers, which Integrated mode refuses.',
    ],
  ],
  [
    '500.24',
    ['classic-configuration', '500.24: web.config asks for impersonation, which Integrated mode refuses.'],
  ],
  [
    '500.50',
    [
      'rewrite-error',
      '500.50: URL Rewrite failed, often because a server variable is not among allowedServerVariables.',
    ],
  ],
  [
    '500',
    [
      'server-error',
      '500: an error in configuration or application; the detailed page (on the server itself) or the log names the substatus, 500.19 being a locked or unknown section.',
    ],
  ],
  [
    '501',
    [
      'not-implemented',
      "501: the handler does not do WebSockets, typically iisnode while IIS's own webSocket is still enabled for this application, or iisnode on IIS 7.",
    ],
  ],
  [
    '502.3',
    [
      'gateway-failed',
      '502.3: the proxy (ARR) could not reach the server behind it or waited longer than its time-out.',
    ],
  ],
  ['502.4', ['gateway-failed', '502.4: the proxy (ARR) has no healthy server to send this to.']],
  [
    '502.5',
    [
      'gateway-websocket-failed',
      '502.5: ARR could not open the WebSocket to the server behind it; with ASP.NET Core of old it means that its process did not start.',
    ],
  ],
  [
    '502',
    [
      'gateway-failed',
      '502: the proxy could not reach the application behind it, or that one refused the socket; the log names the substatus (502.3 time-out or no connection, 502.5 WebSocket failure).',
    ],
  ],
  [
    '504',
    ['gateway-timeout', '504: the proxy waited for the application behind it longer than its time-out.'],
  ],
  [
    '505',
    [
      'version-refused',
      '505: the server does not take HTTP/1.1, without which there is no WebSocket upgrade.',
    ],
  ],
]);

const WHO =
  'browsers other than Edge send no Windows credentials with a WebSocket, and NTLM to a host name over loopback is refused';

function unauthorized(report: HandshakeReport): Diagnosis {
  const schemes = headerValues(report.headers, 'www-authenticate').map(
    (value) => value.split(/[\s,]/)[0] ?? '',
  );
  const has = (name: string): boolean => schemes.some((scheme) => scheme.toLowerCase() === name);
  const given = /^authorization:[ \t]*(\S+)/im.exec(report.requestText)?.[1];
  if (given !== undefined && has(given.toLowerCase()))
    return {
      id: 'credentials-refused',
      sentence: `401: the ${given} credentials that were sent are not accepted; check name, password or token, and its time.`,
    };
  if (has('negotiate') || has('ntlm'))
    return {
      id: 'windows-sign-in',
      sentence: `401: the site asks for Windows authentication (${schemes.join(', ')}), which the tester does not speak; try a path with anonymous or Basic access, and mind that ${WHO}.`,
    };
  if (given === undefined && (has('basic') || has('bearer')))
    return {
      id: 'unauthorized',
      sentence: `401: the site asks for authentication (${schemes.join(', ')}) before the upgrade; give ${has('basic') ? 'name and password (Options, or --user)' : 'a token (Options, or --bearer)'} and connect again.`,
    };
  const asked = schemes.length > 0 ? ` (${schemes.join(', ')})` : '';
  return {
    id: 'unauthorized',
    sentence: `401: the site asks for authentication${asked} before the upgrade; ${WHO}.`,
  };
}

function redirect(report: HandshakeReport): Diagnosis {
  const [to = ''] = headerValues(report.headers, 'location');
  const shown = to ? ` to ${JSON.stringify(to.slice(0, 200))}` : '';
  const followed = report.redirects?.length ?? 0;
  if (followed > 0)
    return {
      id: 'redirected',
      sentence: `${report.status ?? ''} redirects${shown}, behind ${count(followed, 'redirect')} that ${followed === 1 ? 'was' : 'were'} followed; ${report.redirects?.some(({ location }) => location === to) === true ? 'it goes in a circle, which only the application can end' : 'let more be followed, or give the address it leads to'}.`,
    };
  const hint = to.startsWith('https:')
    ? 'use wss://'
    : /login|signin|account/i.test(to)
      ? 'the application wants a sign-in first'
      : 'give the address it leads to';
  return {
    id: 'redirected',
    sentence: `${report.status ?? ''} redirects${shown}: WebSocket clients follow no redirect by themselves; ${hint}.`,
  };
}

function general(status: number, text: string): string {
  return `The server answered ${`${status} ${text}`.trim()} instead of 101: the request did not reach anything that takes the upgrade.`;
}

/** IIS's error pages name the substatus: "HTTP Error 500.19 - Internal Server Error". */
function substatus(report: HandshakeReport): string | null {
  const match = /HTTP Error (\d{3})\.(\d{1,3})\b/.exec(report.body);
  return match && Number(match[1]) === report.status ? (match[2] ?? null) : null;
}
