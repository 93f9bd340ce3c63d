import type { ConnectRequest } from '../../../../shared/model/tester';
import type { AddressDraft } from './address-draft';
import { type Checked, isPlain, isToken, right, shorten, wrong } from './checked';

type Header = ConnectRequest['headers'][number];
type Cookies = NonNullable<ConnectRequest['cookies']>;

/** Headers in their order and case, the Host of the Route group first; says what can't go over the wire. */
export function checkedHeaders(draft: AddressDraft): Checked<Header[]> {
  const headers: Header[] = [];
  const host = draft.host.trim();
  if (host !== '') {
    if (!isPlain(host, 260)) return wrong('host', 'The Host header is one line of at most 260 characters.');
    headers.push({ name: 'Host', value: host });
  }
  for (const line of draft.headers.split(/\r\n|\r|\n/).map((text) => text.trim())) {
    if (line === '') continue;
    const colon = line.indexOf(':');
    const name = line.slice(0, Math.max(colon, 0)).trim();
    const value = line.slice(colon + 1).trim();
    if (!isToken(name))
      return wrong('headers', `“${shorten(line)}” is no header: write Name: value, one a line.`);
    if (value.includes('\0'))
      return wrong('headers', `The value of ${name} holds a NUL character: remove it.`);
    if (value.length > 8192) return wrong('headers', `The value of ${name} is over 8,192 characters.`);
    const twice = givenElsewhere(draft, name.toLowerCase());
    if (twice) return wrong('headers', `${name} is set ${twice}, too: keep one of the two.`);
    headers.push({ name, value });
  }
  if (headers.length > 64) return wrong('headers', 'At most 64 headers can be sent along.');
  return right(headers);
}

/** Where else in the panel the same header is made. */
function givenElsewhere(draft: AddressDraft, name: string): string | null {
  if (name === 'host' && draft.host.trim() !== '') return 'under Route';
  if (name === 'origin' && draft.origin.trim() !== '') return 'as Origin';
  if (name === 'cookie' && draft.cookies.trim() !== '') return 'under Cookies';
  if (name === 'authorization' && draft.auth !== 'none') return 'by the sign-in';
  return null;
}

/** "a=1; b=2", or one a line. */
export function checkedCookies(typed: string): Checked<Cookies | undefined> {
  const cookies: Cookies = [];
  for (const piece of typed.split(/[;\r\n]+/).map((text) => text.trim())) {
    if (piece === '') continue;
    const at = piece.indexOf('=');
    const name = piece.slice(0, Math.max(at, 0)).trim();
    const value = piece.slice(at + 1).trim();
    // The value isn't repeated: it may be somebody's session.
    if (!isToken(name, 256)) return wrong('cookies', 'A cookie is written name=value, with ; between two.');
    if (!isPlain(value, 4096))
      return wrong('cookies', `The value of cookie ${name} is over 4,096 characters or holds a NUL.`);
    cookies.push({ name, value });
  }
  if (cookies.length > 64) return wrong('cookies', 'At most 64 cookies can be sent along.');
  return right(cookies.length === 0 ? undefined : cookies);
}

/** The names to offer, in the order of preference. */
export function checkedSubprotocols(typed: string): Checked<string[]> {
  const names = typed.split(/[\s,]+/).filter((name) => name !== '');
  const odd = names.find((name) => !isToken(name));
  if (odd !== undefined)
    return wrong(
      'subprotocols',
      `“${shorten(odd)}” is no subprotocol name: use letters, digits and signs such as . and -.`,
    );
  if (new Set(names).size < names.length)
    return wrong('subprotocols', 'A subprotocol stands here twice: name each once (RFC 6455, section 4.1).');
  if (names.length > 16) return wrong('subprotocols', 'At most 16 subprotocols can be offered.');
  return right(names);
}
