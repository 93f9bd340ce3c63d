import { AppError } from '../../../shared/errors';
import type { ConnectRequest } from '../../../shared/model/connect';
import type { CommandTool, ToolCommand } from '../../../shared/model/keep';
import { MASK } from '../../storage/mask-secrets';
import { literal } from '../../gateways/powershell/copy-script/literal';
import { authorization } from '../handshake-request';
import { PASSWORD, withPlaceholders } from './placeholders';
import { keptRequest } from './secret-fields';

interface Asked {
  connect: ConnectRequest;
  /** A text that is sent after the upgrade, where the tool can. */
  text?: string | undefined;
  secrets: boolean;
}

/**
 * The same socket as a command: wscat and websocat for a POSIX shell, PowerShell as a script around .NET's
 * ClientWebSocket that runs in 5.1 too. Every text is quoted, so a header's value is never more than a value.
 */
export function toolCommand(tool: CommandTool, { connect, text, secrets }: Asked): ToolCommand {
  const bare = keptRequest(connect, secrets);
  const masked = !secrets && JSON.stringify(bare).includes(MASK);
  const kept = masked ? withPlaceholders(bare) : bare;
  const made =
    tool === 'powershell' ? powershell(kept, text) : tool === 'wscat' ? wscat(kept, text) : websocat(kept);
  return {
    text: made.text,
    notes: [
      ...(masked
        ? [
            'What is secret stands in it as a name in angle brackets, such as <password>: put it in, or ask for it with secrets.',
          ]
        : []),
      ...made.notes,
      ...leftOut(connect, tool),
    ],
  };
}

/** For sh, bash and their kin: only the quote itself has to leave the quotes. Throws `bad-request` for NUL. */
export function shQuote(text: string): string {
  if (text.includes('\0')) throw new AppError('bad-request', 'A text with a NUL can not stand in a command.');
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** With `=` behind the option, so that a value that begins with a dash is no option of its own. */
const option = (name: string, value: string): string => `${name}=${shQuote(value)}`;

function cookieOf({ cookies = [] }: ConnectRequest): { name: string; value: string }[] {
  return cookies.length === 0
    ? []
    : [{ name: 'Cookie', value: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }];
}

const headersOf = (connect: ConnectRequest): { name: string; value: string }[] => [
  ...cookieOf(connect),
  ...connect.headers,
];

function wscat(connect: ConnectRequest, text: string | undefined): ToolCommand {
  const { url, subprotocols, origin, credentials, proxy, tls } = connect;
  const basic = credentials?.kind === 'basic' ? `${credentials.user}:${credentials.password}` : null;
  const parts = [
    'wscat',
    option('--connect', url),
    ...subprotocols.map((name) => option('--subprotocol', name)),
    ...(origin === undefined ? [] : [option('--origin', origin)]),
    ...(basic === null ? [] : [option('--auth', basic)]),
    ...(credentials?.kind === 'bearer'
      ? [option('--header', `Authorization: Bearer ${credentials.token}`)]
      : []),
    ...headersOf(connect).map(({ name, value }) => option('--header', `${name}: ${value}`)),
    ...(proxy ? [option('--proxy', proxyUrl(proxy))] : []),
    ...(tls?.trust === undefined ? [] : ['--no-check']),
    ...(text === undefined ? [] : [option('--execute', text)]),
  ];
  return { text: parts.join(' '), notes: [] };
}

function websocat(connect: ConnectRequest): ToolCommand {
  const { url, subprotocols, origin, credentials, tls } = connect;
  const parts = [
    'websocat',
    ...(subprotocols.length === 0 ? [] : [option('--protocol', subprotocols.join(', '))]),
    ...(origin === undefined ? [] : [option('--origin', origin)]),
    ...(credentials ? [option('-H', `Authorization: ${secretHeader(credentials)}`)] : []),
    ...headersOf(connect).map(({ name, value }) => option('-H', `${name}: ${value}`)),
    ...(tls?.trust === undefined ? [] : ['--insecure']),
    shQuote(url),
  ];
  return { text: parts.join(' '), notes: [] };
}

/** Left-out credentials stay readable: base64 of a placeholder would look like a real password. */
function secretHeader(credentials: NonNullable<ConnectRequest['credentials']>): string {
  if (credentials.kind === 'bearer') return `Bearer ${credentials.token}`;
  return credentials.password === PASSWORD
    ? `Basic <base64 of ${credentials.user}:password>`
    : authorization(credentials);
}

/** Headers that .NET Framework sets itself and refuses in SetRequestHeader (WebHeaderCollection, restricted headers). */
const REFUSED =
  /^(?:accept|connection|content-length|content-type|date|expect|host|if-modified-since|range|referer|transfer-encoding|user-agent|proxy-connection)$/i;

function powershell(connect: ConnectRequest, text: string | undefined): ToolCommand {
  const { url, subprotocols, origin, credentials, proxy } = connect;
  const headers = [
    ...(origin === undefined ? [] : [{ name: 'Origin', value: origin }]),
    ...(credentials ? [{ name: 'Authorization', value: secretHeader(credentials) }] : []),
    ...headersOf(connect),
  ];
  const refused = headers.filter(({ name }) => REFUSED.test(name)).map(({ name }) => name);
  const lines = [
    '$socket = New-Object System.Net.WebSockets.ClientWebSocket',
    ...subprotocols.map((name) => `$socket.Options.AddSubProtocol(${literal(name)})`),
    ...headers.map(
      ({ name, value }) => `$socket.Options.SetRequestHeader(${literal(name)}, ${literal(value)})`,
    ),
    ...(proxy ? [`$socket.Options.Proxy = New-Object System.Net.WebProxy(${literal(proxyUrl(proxy))})`] : []),
    // A task without a result has one all the same in some versions, and would print it.
    '$none = [System.Threading.CancellationToken]::None',
    `$null = $socket.ConnectAsync([uri] ${literal(url)}, $none).GetAwaiter().GetResult()`,
    '$socket.State',
    ...(text === undefined
      ? []
      : [
          `$bytes = [System.Text.Encoding]::UTF8.GetBytes(${literal(text)})`,
          "$null = $socket.SendAsync((New-Object 'ArraySegment[byte]' (, $bytes)), 'Text', $true, $none).GetAwaiter().GetResult()",
        ]),
    '$buffer = New-Object byte[] 65536',
    "$answer = $socket.ReceiveAsync((New-Object 'ArraySegment[byte]' (, $buffer)), $none).GetAwaiter().GetResult()",
    '[System.Text.Encoding]::UTF8.GetString($buffer, 0, $answer.Count)',
    "$null = $socket.CloseAsync('NormalClosure', '', $none).GetAwaiter().GetResult()",
    '$socket.Dispose()',
  ];
  return {
    text: lines.join('\n'),
    notes:
      refused.length === 0
        ? []
        : [`Windows PowerShell 5.1 refuses ${refused.join(', ')} here, PowerShell 7 takes it.`],
  };
}

function proxyUrl({ host, port, user, password }: NonNullable<ConnectRequest['proxy']>): string {
  const at = host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
  if (user === undefined) return `http://${at}`;
  const secret =
    password === undefined || password === PASSWORD ? (password ?? '') : encodeURIComponent(password);
  return `http://${encodeURIComponent(user)}:${secret}@${at}`;
}

/** What of the request the tool has no word for. */
function leftOut(
  { tls, connectTo, proxy, compression, autoPong }: ConnectRequest,
  tool: CommandTool,
): string[] {
  const gone = [
    ...(tls?.clientCertificate ? ['the client certificate'] : []),
    ...(tls?.ca === undefined ? [] : ['the own authority']),
    ...(tls?.serverName === undefined ? [] : ['the name for TLS']),
    ...(tls?.trust !== undefined && tool === 'powershell' ? ['the trusted certificate'] : []),
    ...(connectTo ? ['the other address to connect to'] : []),
    ...(proxy && tool === 'websocat' ? ['the proxy'] : []),
    ...(compression !== undefined && compression !== 'off' ? ['compression'] : []),
    ...(autoPong === false ? ['that pings are not answered'] : []),
  ];
  return gone.length === 0 ? [] : [`It leaves out ${gone.join(', ')}.`];
}
