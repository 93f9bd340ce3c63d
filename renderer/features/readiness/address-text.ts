import type { SocketAddress } from '../../../shared/model/server';

/** A socket's address as it is typed: subprotocols with commas between, a header a line. */
export interface AddressText {
  path: string;
  subprotocols: string;
  headers: string;
}

/** What frameworks listen on when nobody changed it. Socket.IO wants its transport named, or it starts with polling. */
export const presets: readonly { title: string; path: string }[] = [
  { title: 'Root', path: '/' },
  { title: 'SignalR', path: '/hub' },
  { title: 'Socket.IO', path: '/socket.io/?EIO=4&transport=websocket' },
];

export function toText(address: SocketAddress | null): AddressText {
  return {
    path: address?.path ?? '',
    subprotocols: address?.subprotocols.join(', ') ?? '',
    headers: address?.headers.map(({ name, value }) => `${name}: ${value}`).join('\n') ?? '',
  };
}

const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

const MOST = 2048;
const OUTSIDE = /[^\w.~!$&'()*+,;=:@/?[\]%-]/u;

/** What is wrong with a path and query as part of a URL, in one sentence, or null. */
function slipOf(path: string): string | null {
  if (/^wss?:/i.test(path)) return 'Enter the path alone, such as /hub, without ws:// and the host.';
  if (!path.startsWith('/')) return 'The path starts with a slash.';
  if (path.length > MOST) return `The path has ${path.length} characters; ${MOST} are the most.`;
  if (/\s/.test(path)) return 'The path holds a space; write it as %20.';
  if (path.includes('#'))
    return 'What stands behind # in a path never reaches the server; take it out, or write # as %23.';
  if (path.includes('\\')) return 'The path holds a \\; write / there.';
  if (/%(?![0-9A-Fa-f]{2})/.test(path))
    return 'A % in the path is followed by two digits from 0 to F; % itself is written as %25.';
  const wrong = OUTSIDE.exec(path)?.[0];
  if (wrong === undefined) return null;
  if (/\p{C}/u.test(wrong)) return 'The path holds a character that can’t be shown; take it out.';
  return `“${wrong}” can’t stand in a path as it is; write it as ${encodeURIComponent(wrong)}.`;
}

/** The address, or one sentence saying what is wrong with the text; the engine checks it again. */
export function fromText({ path, subprotocols, headers }: AddressText): SocketAddress | string {
  const trimmed = path.trim();
  if (trimmed === '') return 'Enter the path of the socket, such as /hub.';
  const slip = slipOf(trimmed);
  if (slip !== null) return slip;
  const names = subprotocols
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const wrong = names.find((name) => !token.test(name));
  if (wrong !== undefined)
    return `“${wrong}” is no subprotocol name: letters, digits and !#$%&'*+-.^_\`|~ only.`;
  const fields = [];
  for (const line of headers.split('\n').map((text) => text.trim())) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    if (!token.test(name)) return `“${line}” is no header: write Name: value.`;
    const value = line.slice(colon + 1).trim();
    if (/[\0\r]/.test(value)) return `The value of ${name} holds a control character; take it out.`;
    fields.push({ name, value });
  }
  return { path: trimmed, subprotocols: names, headers: fields };
}
