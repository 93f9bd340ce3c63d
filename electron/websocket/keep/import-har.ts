import { z } from 'zod';
import type { ConnectRequest } from '../../../shared/model/connect';
import { KeptRequest } from '../../../shared/model/keep';
import type { SendRequest } from '../../../shared/model/tester';
import { type Found, foundIn, isSendable, leaveOut } from './import-found';

const Pair = z.object({ name: z.string().max(1024), value: z.string().max(65_536) });
const Har = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });
const Entry = z.object({
  _resourceType: z.string().optional(),
  request: z.object({ url: z.string().max(65_536), headers: z.array(Pair).max(1000).default([]) }),
  response: z.object({ status: z.number().optional() }).optional(),
  _webSocketMessages: z.array(z.unknown()).optional(),
});
const Message = z.object({
  type: z.enum(['send', 'receive', 'request', 'response']),
  opcode: z.number(),
  data: z.string(),
});

/** What the handshake sets itself, and what has a field of its own. */
const NOT_TAKEN =
  /^(?::.*|connection|upgrade|host|sec-websocket-.*|sec-fetch-.*|content-length|origin|cookie)$/i;
/** What a browser adds for itself. */
const BROWSERS = /^(?:pragma|cache-control|accept-encoding|accept-language|user-agent)$/i;
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const MAX_HEADERS = 64;
const MAX_MESSAGES = 2000;
const TIMEOUT_MS = 10_000;

/** null for what is no HAR. */
export function readHar(data: unknown): Found | null {
  const har = Har.safeParse(data);
  if (!har.success) return null;
  const found = foundIn('HAR');
  for (const raw of har.data.log.entries) {
    const entry = Entry.safeParse(raw);
    if (!entry.success) found.unsound += 1;
    else if (!isSocket(entry.data)) found.others += 1;
    else take(entry.data, found);
  }
  return found;
}

const headerOf = ({ request }: z.infer<typeof Entry>, wanted: string): string | undefined =>
  request.headers.find(({ name }) => name.toLowerCase() === wanted)?.value;

function isSocket(entry: z.infer<typeof Entry>): boolean {
  return (
    /^wss?:\/\//i.test(entry.request.url) ||
    entry._webSocketMessages !== undefined ||
    entry._resourceType === 'websocket' ||
    headerOf(entry, 'upgrade')?.toLowerCase() === 'websocket'
  );
}

function take(entry: z.infer<typeof Entry>, found: Found): void {
  const { request, _webSocketMessages: said = [] } = entry;
  const url = request.url.replace(/^http(s?):\/\//i, 'ws$1://').replace(/#.*$/s, '');
  const origin = headerOf(entry, 'origin');
  const connect: ConnectRequest = {
    url,
    subprotocols: (headerOf(entry, 'sec-websocket-protocol') ?? '')
      .split(',')
      .map((name) => name.trim())
      .filter((name) => TOKEN.test(name)),
    headers: headersOf(request.headers, found),
    timeoutMs: TIMEOUT_MS,
    ...(origin !== undefined && isSendable({ name: 'Origin', value: origin }) ? { origin } : {}),
  };
  const messages = said.flatMap((one) => {
    const message = Message.safeParse(one);
    if (!message.success) found.unsoundMessages += 1;
    return message.success ? sendOf(message.data) : [];
  });
  const kept = KeptRequest.safeParse({
    name: nameOf(url),
    connect,
    messages: messages.slice(0, MAX_MESSAGES),
  });
  if (kept.success) found.requests.push(kept.data);
  else found.unsound += 1;
}

function headersOf(all: readonly z.infer<typeof Pair>[], found: Found): z.infer<typeof Pair>[] {
  const wanted = all
    .filter(({ name }) => !NOT_TAKEN.test(name))
    .concat(all.filter(({ name }) => name.toLowerCase() === 'cookie'));
  const headers = wanted.filter((header) => {
    if (BROWSERS.test(header.name)) found.browserHeaders.add(header.name);
    else if (isSendable(header)) return true;
    else leaveOut(found, header);
    return false;
  });
  for (const { name } of headers.slice(MAX_HEADERS)) found.unsendable.add(name);
  return headers.slice(0, MAX_HEADERS);
}

function sendOf({ type, opcode, data }: z.infer<typeof Message>): SendRequest[] {
  if (type !== 'send' && type !== 'request') return [];
  if (opcode === 1) return data.length <= 1_000_000 ? [{ kind: 'text', text: data }] : [];
  if (opcode !== 2) return [];
  const hex = Buffer.from(data, 'base64').toString('hex');
  return hex.length <= 2_000_000 ? [{ kind: 'binary', hex }] : [];
}

/** Host and path: "chat.example/hub". */
export function nameOf(url: string): string {
  return (
    url
      .replace(/^wss?:\/\//i, '')
      .replace(/[?#].*$/s, '')
      .slice(0, 200) || 'socket'
  );
}
