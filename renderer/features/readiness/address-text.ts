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

/** The address, or one sentence saying what is wrong with the text; the engine checks it again. */
export function fromText({ path, subprotocols, headers }: AddressText): SocketAddress | string {
  const trimmed = path.trim();
  if (trimmed === '') return 'Enter the path of the socket, such as /hub.';
  if (!trimmed.startsWith('/')) return 'The path starts with a slash.';
  if (/\s/.test(trimmed)) return 'The path holds a space; write it as %20.';
  if (trimmed.includes('\0')) return 'The path holds a NUL character; take it out.';
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
