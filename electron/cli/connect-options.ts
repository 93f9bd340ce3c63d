import { readFile } from 'node:fs/promises';
import { AppError } from '../../shared/errors';
import { type ClientCertificate, ConnectRequest, type TlsChoice } from '../../shared/model/connect';

/** How to connect, as typed on the command line. A secret may be written as @FILE, so that it stands in no history. */
export interface ConnectOptions {
  url: string;
  subprotocol: string[];
  /** "Name: value". */
  header: string[];
  origin?: string;
  /** "name=value". */
  cookie: string[];
  /** "name:password". */
  user?: string;
  bearer?: string;
  cert?: string;
  key?: string;
  pass?: string;
  ca?: string;
  trust?: string;
  sni?: string;
  /** "host" or "host:port". */
  connectTo?: string;
  /** "http://name:password@host:port". */
  proxy?: string;
  /** true, "on", "off", or the extension offer itself. */
  compression?: string | true;
  follow?: number;
  timeout?: number;
  maxMessage?: number;
  pong?: boolean;
}

const TIMEOUT_MS = 30_000;

/** Reads the files that are named and makes the request. Throws `bad-request` or `file-unreadable`, one sentence each. */
export async function connectRequestOf(options: ConnectOptions): Promise<ConnectRequest> {
  const { url, subprotocol, origin, follow, compression } = options;
  const tls = await tlsOf(options);
  const asked = {
    url,
    subprotocols: subprotocol,
    headers: options.header.map(headerOf),
    timeoutMs: options.timeout ?? TIMEOUT_MS,
    ...(origin === undefined ? {} : { origin }),
    ...(options.cookie.length === 0 ? {} : { cookies: options.cookie.map(cookieOf) }),
    ...(await credentialsOf(options)),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
    ...(options.connectTo === undefined ? {} : { connectTo: addressOf(options.connectTo) }),
    ...(options.proxy === undefined ? {} : { proxy: proxyOf(options.proxy) }),
    ...(compression === undefined ? {} : { compression: compressionOf(compression) }),
    ...(follow === undefined ? {} : { followRedirects: follow }),
    ...(options.maxMessage === undefined ? {} : { maxMessageMb: options.maxMessage }),
    ...(options.pong === false ? { autoPong: false } : {}),
  };
  const parsed = ConnectRequest.safeParse(asked);
  if (parsed.success) return parsed.data;
  const [field, at] = parsed.error.issues[0]?.path ?? [];
  if (field === 'headers' && typeof at === 'number')
    throw wrong(
      `The header "${(asked.headers[at]?.name ?? '').slice(0, 80)}" is not sound: write a plain name and a value without line breaks.`,
    );
  throw wrong(sentences.get(String(field ?? '')) ?? sentences.get('url') ?? '');
}

const wrong = (sentence: string): AppError => new AppError('bad-request', sentence);

const sentences = new Map([
  ['url', 'The address must have 1 to 4,096 characters, like ws://server/path.'],
  ['headers', 'At most 64 headers can be sent.'],
  ['subprotocols', 'A subprotocol is not sound: at most 16 names without spaces or commas.'],
  ['origin', 'The origin is not sound: write it like https://site.example.'],
  [
    'cookies',
    'A cookie is not sound: write it like --cookie name=value, without line breaks and semicolons.',
  ],
  ['credentials', 'The credentials hold a line break, or a colon in the name; write --user name:password.'],
  [
    'tls',
    'A certificate choice is not sound: --trust takes a SHA-256 fingerprint (pairs of hex digits with colons), --sni a host name.',
  ],
  ['connectTo', 'The other address is not sound: write it like --connect-to 10.0.0.5:8443.'],
  ['proxy', 'The proxy is not sound: write it like --proxy http://proxy.example:3128.'],
  ['compression', 'The compression is not sound: write on, off, or an offer in plain characters.'],
  ['followRedirects', 'At most 10 redirects can be followed.'],
  ['timeoutMs', 'The time-out is a number of milliseconds from 100 to 600000.'],
]);

function headerOf(text: string): { name: string; value: string } {
  const at = text.indexOf(':');
  if (at <= 0) throw wrong(`"${text.slice(0, 80)}" is no header; write it like --header "Name: value".`);
  return { name: text.slice(0, at).trim(), value: text.slice(at + 1).trim() };
}

function cookieOf(text: string): { name: string; value: string } {
  const at = text.indexOf('=');
  if (at <= 0) throw wrong('A cookie is written like --cookie name=value.');
  return { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** The text itself, or the first line of the file that "@FILE" names. */
async function secret(text: string): Promise<string> {
  if (!text.startsWith('@')) return text;
  return (await textFile(text.slice(1))).split(/\r?\n/)[0] ?? '';
}

async function credentialsOf({ user, bearer }: ConnectOptions): Promise<Pick<ConnectRequest, 'credentials'>> {
  if (user !== undefined && bearer !== undefined) throw wrong('Give one of --user and --bearer, not both.');
  if (bearer !== undefined) return { credentials: { kind: 'bearer', token: await secret(bearer) } };
  if (user === undefined) return {};
  const text = await secret(user);
  const at = text.indexOf(':');
  if (at < 0)
    throw wrong('Name and password are written like --user name:password, or in a file: --user @FILE.');
  return { credentials: { kind: 'basic', user: text.slice(0, at), password: text.slice(at + 1) } };
}

async function tlsOf(options: ConnectOptions): Promise<TlsChoice> {
  const clientCertificate = await clientCertificateOf(options);
  return {
    ...(clientCertificate ? { clientCertificate } : {}),
    ...(options.ca === undefined ? {} : { ca: await textFile(options.ca) }),
    ...(options.trust === undefined ? {} : { trust: options.trust.toUpperCase() }),
    ...(options.sni === undefined ? {} : { serverName: options.sni }),
  };
}

async function clientCertificateOf({ cert, key, pass }: ConnectOptions): Promise<ClientCertificate | null> {
  if (cert === undefined) {
    if (key !== undefined || pass !== undefined) throw wrong('--key and --pass belong to --cert FILE.');
    return null;
  }
  const bytes = await fileBytes(cert);
  const passphrase = pass === undefined ? {} : { passphrase: await secret(pass) };
  if (!bytes.includes('-----BEGIN ')) return { kind: 'pfx', base64: bytes.toString('base64'), ...passphrase };
  const certificate = bytes.toString('utf8');
  const keyText = key === undefined ? certificate : await textFile(key);
  if (!keyText.includes('PRIVATE KEY-----'))
    throw wrong(`${key ?? cert} holds no private key; name its file with --key FILE.`);
  return { kind: 'pem', certificate, key: keyText, ...passphrase };
}

function addressOf(text: string): { host: string; port?: number } {
  const match = /^(\[[^\]]+\]|[^:]+|[^:]*:[^:]*:.*?)(?::(\d{1,5}))?$/.exec(text);
  if (!match) throw wrong(sentences.get('connectTo') ?? '');
  const host = (match[1] ?? '').replace(/^\[|\]$/g, '');
  return match[2] === undefined ? { host } : { host, port: Number(match[2]) };
}

function proxyOf(text: string): NonNullable<ConnectRequest['proxy']> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'http:' || url.hostname === '') throw wrong(sentences.get('proxy') ?? '');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? 80 : Number(url.port);
  if (url.username === '') return { host, port };
  return { host, port, user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
}

function compressionOf(text: string | true): NonNullable<ConnectRequest['compression']> {
  if (text === true || text === 'on') return 'on';
  return text === 'off' ? 'off' : { offer: text };
}

async function textFile(path: string): Promise<string> {
  return (await fileBytes(path)).toString('utf8');
}

/** Throws `file-unreadable`. */
export async function fileBytes(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
    throw new AppError(
      'file-unreadable',
      `${path} can't be read${typeof code === 'string' ? ` (${code})` : ''}; check its name and your rights.`,
      { where: { file: path } },
    );
  }
}
